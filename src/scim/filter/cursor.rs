//! Reading words and literals from the text of a filter.

use super::ast::Literal;
use crate::{error::Error, path::AttrPath};

/// A place in a text.
#[derive(Clone)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn at_end(&self) -> bool {
        self.rest().is_empty()
    }

    pub(super) fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
    }

    /// Steps over the character, if it stands here.
    pub(super) fn take(&mut self, wanted: char) -> bool {
        let here = self.peek() == Some(wanted);
        if here {
            self.at += wanted.len_utf8();
        }
        here
    }

    /// Steps over a run of characters.
    pub(super) fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// Steps over the word, in any case, if it stands here alone.
    pub(super) fn take_word(&mut self, wanted: &str) -> bool {
        let mut ahead = self.clone();
        let here = ahead
            .take_while(crate::path::is_path_char)
            .eq_ignore_ascii_case(wanted);
        if here {
            self.at = ahead.at;
        }
        here
    }

    /// 400 `invalidFilter` with the column, counted in characters from 1.
    pub(super) fn error(&self, what: &str) -> Error {
        let before = self.text.get(..self.at).unwrap_or_default();
        let column = before.chars().count() + 1;
        Error::invalid_filter(format!("column {column}: {what}"))
    }

    /// The name of an attribute.
    pub(super) fn attr_path(&mut self) -> Result<AttrPath, Error> {
        let start = self.clone();
        let word = self.take_while(crate::path::is_path_char);
        if word.is_empty() {
            return Err(start.error("expected the name of an attribute"));
        }
        AttrPath::parse(word).map_err(|error| start.error(&error.detail))
    }

    /// A comparison value: `null`, `true`, `false`, a JSON number or a JSON string.
    pub(super) fn literal(&mut self) -> Result<Literal, Error> {
        let start = self.clone();
        if self.peek() == Some('"') {
            let raw = self.quoted()?;
            return start.string(raw);
        }
        let word = self.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.'));
        if !matches!(self.peek(), None | Some(' ' | '\t' | ')' | ']')) || word.is_empty() {
            return Err(start.error("expected a value: text stands in double quotes"));
        }
        // Entra writes `active eq True`.
        match word.to_ascii_lowercase().as_str() {
            "null" => Ok(Literal::Null),
            "true" => Ok(Literal::Bool(true)),
            "false" => Ok(Literal::Bool(false)),
            _ => match serde_json::from_str(word) {
                Ok(number) => Ok(Literal::Number(number)),
                Err(_) => Err(start.error("expected a value: text stands in double quotes")),
            },
        }
    }

    /// A name behind a dollar sign, such as `$me.groups`.
    pub(super) fn variable(&mut self) -> Result<Literal, Error> {
        let start = self.clone();
        let word = self.take_while(crate::path::is_path_char);
        let name = word.strip_prefix('$').unwrap_or_default();
        let mut parts = name.split('.');
        if parts.all(|part| crate::path::is_name(part) && !part.starts_with('$')) {
            Ok(Literal::Variable(word.to_ascii_lowercase()))
        } else {
            Err(start.error("expected a variable, such as $me"))
        }
    }

    /// Steps over a quoted text and gives it with its quotes.
    fn quoted(&mut self) -> Result<&'a str, Error> {
        let start = self.clone();
        let rest = self.rest();
        let mut escaped = false;
        for (at, c) in rest.char_indices().skip(1) {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => {
                    self.at += at + 1;
                    return Ok(rest.get(..=at).unwrap_or_default());
                }
                _ => {}
            }
        }
        Err(start.error("the closing quote is missing"))
    }

    /// The text between the quotes, with its JSON escapes read.
    fn string(&self, raw: &str) -> Result<Literal, Error> {
        let text: String = serde_json::from_str(raw)
            .map_err(|_| self.error("the text between the quotes is not a JSON string"))?;
        if text.contains('\0') {
            return Err(self.error("a NUL character cannot be part of a value"));
        }
        Ok(Literal::String(text))
    }
}
