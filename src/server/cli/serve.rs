//! `muster serve`: the server and the workers.

use super::{Answer, Failure};
use crate::config::Config;
use crate::serve::{Role, serve};
use clap::Args as ClapArgs;

/// The flags of `muster serve`.
#[derive(Debug, ClapArgs)]
pub struct Args {
    /// What this process does
    #[arg(long, value_enum, default_value_t = Role::All)]
    role: Role,
    /// Address and port to listen on
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<String>,
    /// The address under which the server is reached
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// The folder of the server's files
    #[arg(long, value_name = "DIR")]
    data_dir: Option<String>,
}

impl Default for Args {
    fn default() -> Self {
        Self {
            role: Role::All,
            listen: None,
            public_url: None,
            data_dir: None,
        }
    }
}

impl Args {
    /// The settings that the flags stand for.
    pub(super) fn settings(&self) -> Vec<(&'static str, &'static str, String)> {
        [
            ("--listen", "server.listen", &self.listen),
            ("--public-url", "server.public_url", &self.public_url),
            ("--data-dir", "server.data_dir", &self.data_dir),
        ]
        .into_iter()
        .filter_map(|(flag, name, text)| Some((flag, name, text.clone()?)))
        .collect()
    }
}

pub(super) async fn run(config: Config, args: &Args) -> Result<Answer, Failure> {
    serve(config, args.role).await?;
    Ok(Answer::silent())
}
