//! A deadline for the first bytes of a connection.
//!
//! Before HTTP/1 and HTTP/2 are told apart no other deadline runs: a client that sends `P` and
//! falls silent would stay for ever.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// The length of the HTTP/2 preface (RFC 9113 3.4): after as many bytes the version is known.
const PREFACE: usize = 24;

/// A stream whose first bytes must arrive in time.
pub struct FirstBytes<S> {
    stream: S,
    deadline: Option<Pin<Box<Sleep>>>,
    read: usize,
}

impl<S> FirstBytes<S> {
    /// Gives the first bytes so much time.
    pub fn new(stream: S, within: Duration) -> Self {
        Self {
            stream,
            deadline: Some(Box::pin(sleep(within))),
            read: 0,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for FirstBytes<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(context, buffer);
        self.read += buffer.filled().len() - before;
        if self.read >= PREFACE {
            self.deadline = None;
        }
        let late = |sleep: &mut Pin<Box<Sleep>>| sleep.as_mut().poll(context).is_ready();
        if polled.is_pending() && self.deadline.as_mut().is_some_and(late) {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        polled
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for FirstBytes<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.deadline = None; // there is an answer, so the version is known
        Pin::new(&mut self.stream).poll_write(context, buffer)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffers: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.deadline = None;
        Pin::new(&mut self.stream).poll_write_vectored(context, buffers)
    }
}

#[cfg(test)]
mod tests {
    use super::FirstBytes;
    use std::io::ErrorKind;
    use std::time::Duration;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};
    use tokio::time::timeout;

    #[tokio::test]
    async fn a_client_that_says_p_and_no_more_is_let_go() {
        let (mut client, server) = duplex(64);
        let mut server = FirstBytes::new(server, Duration::ZERO);
        client.write_all(b"P").await.unwrap();
        let mut heard = [0; 64];
        assert_eq!(server.read(&mut heard).await.unwrap(), 1);
        let late = server.read(&mut heard).await.unwrap_err();
        assert_eq!(late.kind(), ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn a_client_that_was_answered_may_think() {
        let (_client, server) = duplex(64);
        let mut server = FirstBytes::new(server, Duration::ZERO);
        server.write_all(b"hello").await.unwrap();
        let mut heard = [0; 64];
        let thinking = timeout(Duration::from_millis(5), server.read(&mut heard));
        assert!(thinking.await.is_err(), "the connection was closed");
    }
}
