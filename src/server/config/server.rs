//! `[server]`: where it listens, how it is called from outside, where its files are.

use super::{ConfigError, Settings, is_loopback, public_url};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use url::Url;

/// The server itself.
#[derive(Clone, Debug)]
pub struct Server {
    /// Address and port that it listens on.
    pub listen: SocketAddr,
    /// The address under which it is reached.
    pub public_url: Url,
    /// Whether the public URL was told; otherwise it follows the port that is listened on.
    pub public_url_told: bool,
    /// The folder of its files.
    pub data_dir: PathBuf,
    /// The file with the secret key.
    pub secret_key_file: PathBuf,
    /// Connections open at one time.
    pub max_connections: u32,
    /// How long the head of a request may take.
    pub header_timeout: Duration,
    /// How long an answer may take.
    pub request_timeout: Duration,
    /// How long the end may take.
    pub drain: Duration,
}

impl Server {
    pub(super) fn read(settings: &Settings) -> Result<Self, ConfigError> {
        let name = "server.listen";
        let wanted = "an address and a port, such as 127.0.0.1:8080";
        let listen: SocketAddr = settings
            .parsed(name, wanted)?
            .ok_or_else(|| settings.wrong(name, &format!("must be {wanted}")))?;
        let data_dir = settings
            .text("server.data_dir")
            .map(PathBuf::from)
            .ok_or_else(|| settings.wrong("server.data_dir", "must name a folder"))?;
        let seconds = |key: &str, least, most| {
            settings
                .number(key, least, most)
                .map(|number| Duration::from_secs(number.into()))
        };
        Ok(Self {
            listen,
            public_url: public_url::read(settings, listen)?,
            public_url_told: settings.text("server.public_url").is_some(),
            secret_key_file: settings
                .text("server.secret_key_file")
                .map_or_else(|| data_dir.join("secret.key"), PathBuf::from),
            data_dir,
            max_connections: settings.number("server.max_connections", 1, 1_000_000)?,
            header_timeout: seconds("server.header_timeout", 1, 300)?,
            request_timeout: seconds("server.request_timeout", 1, 3600)?,
            drain: seconds("server.drain", 0, 3600)?,
        })
    }

    /// Whether this is production: people from elsewhere reach it.
    pub fn is_production(&self) -> bool {
        !is_loopback(&self.public_url)
    }

    /// Takes the port that was really picked into the public URL, unless one was told.
    pub fn follow_port(&mut self, port: u16) {
        if !self.public_url_told
            && let Some(url) = public_url::of_port(port)
        {
            self.public_url = url;
        }
    }
}
