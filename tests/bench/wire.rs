//! A client on a connection of its own, which stays open.

use crate::Outcome;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// An open connection to a server.
pub(crate) struct Wire {
    stream: TcpStream,
    token: String,
    held: Vec<u8>,
}

impl Wire {
    pub(crate) async fn open(server: &str, token: &str) -> Outcome<Self> {
        let stream = TcpStream::connect(server).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            token: token.to_owned(),
            held: Vec::new(),
        })
    }

    /// The body of the answer to a POST, which must be 200.
    pub(crate) async fn post(&mut self, path: &str, body: &str) -> Outcome<String> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: muster.example.com\r\nauthorization: Bearer {}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.token,
            body.len()
        );
        self.stream.write_all(request.as_bytes()).await?;
        let head = loop {
            match self.held.windows(4).position(|four| four == b"\r\n\r\n") {
                Some(end) => break self.take(end + 4)?,
                None => self.more().await?,
            }
        };
        if !head.starts_with("HTTP/1.1 200") {
            return Err(head.into());
        }
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            let is_length = name.eq_ignore_ascii_case("content-length");
            is_length
                .then(|| value.trim().parse::<usize>().ok())
                .flatten()
        });
        let length = length.ok_or("an answer without a length")?;
        while self.held.len() < length {
            self.more().await?;
        }
        self.take(length)
    }

    fn take(&mut self, length: usize) -> Outcome<String> {
        let rest = self.held.split_off(length);
        let taken = std::mem::replace(&mut self.held, rest);
        Ok(String::from_utf8(taken)?)
    }

    async fn more(&mut self) -> Outcome<()> {
        if self.stream.read_buf(&mut self.held).await? == 0 {
            return Err("the server hung up".into());
        }
        Ok(())
    }
}
