//! The body of a request, as far as the log reads it.

use super::mask::{READ, mask};

/// A body that waits to be masked. One that is longer than what is read is known by its length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent(Kept);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kept {
    Whole(Vec<u8>),
    Length(usize),
}

impl Sent {
    /// Keeps a body, or how long it is.
    pub fn of(body: &[u8]) -> Self {
        Self(if body.len() > READ {
            Kept::Length(body.len())
        } else {
            Kept::Whole(body.to_vec())
        })
    }

    /// How many bytes are kept.
    pub fn kept(&self) -> usize {
        match &self.0 {
            Kept::Whole(body) => body.len(),
            Kept::Length(_) => 0,
        }
    }

    /// What may be written of it.
    pub fn masked(&self) -> String {
        match &self.0 {
            Kept::Whole(body) => mask(body),
            Kept::Length(length) => format!("({length} bytes)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Sent;

    #[test]
    fn a_long_body_is_known_by_its_length_and_not_kept() {
        let sent = Sent::of(&vec![b' '; 300_000]);
        assert_eq!(
            (sent.kept(), sent.masked()),
            (0, "(300000 bytes)".to_owned())
        );
        let sent = Sent::of(b"{\"active\": true}");
        assert_eq!(
            (sent.kept(), sent.masked()),
            (16, "{\"active\":true}".to_owned())
        );
    }
}
