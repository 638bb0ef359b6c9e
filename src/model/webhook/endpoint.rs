//! Endpoints: the addresses that subscribers gave.

use super::SecurityEvent;
use crate::clock::Timestamp;
use crate::event::{Event, EventKind};
use crate::ids::{AccountId, EndpointId};
use serde_json::{Value, json};

/// One subscriber's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// Its id.
    pub id: EndpointId,
    /// Whose endpoint it is.
    pub account: AccountId,
    /// Where messages are posted.
    pub url: String,
    /// How messages are wrapped.
    pub format: MessageFormat,
    /// Which types it hears.
    pub events: EventFilter,
    /// Whether it gets anything.
    pub state: EndpointState,
    /// Until when it asked to be left alone (429 and 503 with Retry-After).
    pub paused_until: Option<Timestamp>,
    /// Since when nothing succeeded.
    pub failing_since: Option<Timestamp>,
    /// Rises with every change: the `ETag`.
    pub version: i64,
    /// Since when it exists.
    pub created_at: Timestamp,
}

/// How messages are wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageFormat {
    /// Standard Webhooks: JSON with `webhook-*` headers.
    Standard,
    /// Security Event Tokens as RFC 9967 has them, pushed as RFC 8935 says.
    ScimSet,
}

impl MessageFormat {
    /// What the database stores and the command line reads and shows.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::ScimSet => "scim-set",
        }
    }

    /// The format of this name.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Standard, Self::ScimSet]
            .into_iter()
            .find(|format| format.as_str() == text)
    }

    /// Whether it has a form for events of this type: a SET is about a SCIM resource.
    pub fn carries(self, kind: EventKind) -> bool {
        match self {
            Self::Standard => true,
            Self::ScimSet => SecurityEvent::of(kind).is_some(),
        }
    }
}

/// Whether an endpoint gets anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointState {
    /// It does.
    Enabled,
    /// Somebody switched it off, it failed for five days or it answered 410 Gone.
    Disabled,
}

impl Endpoint {
    /// Whether it gets events of this type.
    pub fn hears(&self, kind: EventKind) -> bool {
        self.events.hears(kind) && self.format.carries(kind)
    }

    /// Switches the endpoint off: it gets nothing any more. Answers what the others of its account
    /// are told, or nothing when it was off already.
    pub fn disable(&mut self) -> Option<Event> {
        let was = std::mem::replace(&mut self.state, EndpointState::Disabled);
        (was == EndpointState::Enabled).then(|| Event::plain(EventKind::EndpointDisabled))
    }

    /// Switches the endpoint on: what waits for it is due, and what it failed at is forgiven.
    pub fn enable(&mut self) {
        self.state = EndpointState::Enabled;
        self.paused_until = None;
        self.failing_since = None;
    }

    /// How messages show it: `data.endpoint`.
    pub fn shown(&self) -> Value {
        json!({
            "id": self.id,
            "url": self.url,
            "format": self.format.as_str(),
            "events": self.events.text(),
            "state": self.state.as_str(),
        })
    }
}

impl EndpointState {
    /// What the database stores and lists show.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Enabled => "enabled",
            Self::Disabled => "disabled",
        }
    }
}

/// Which event types an endpoint hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventFilter {
    /// All of them, also those to come.
    All,
    /// These.
    Some(Vec<EventKind>),
}

impl EventFilter {
    /// Reads `*`, or event types with commas between; an unknown one is named.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.is_empty() || text == "*" {
            return Ok(Self::All);
        }
        text.split(',')
            .map(str::trim)
            .map(|name| EventKind::parse(name).ok_or_else(|| name.to_owned()))
            .collect::<Result<_, _>>()
            .map(Self::Some)
    }

    /// Whether it hears this type.
    pub fn hears(&self, kind: EventKind) -> bool {
        match self {
            Self::All => true,
            Self::Some(kinds) => kinds.contains(&kind),
        }
    }

    /// The text that [`EventFilter::parse`] reads.
    pub fn text(&self) -> String {
        match self {
            Self::All => "*".to_owned(),
            Self::Some(kinds) => {
                let names: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
                names.join(",")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::EventFilter;
    use crate::event::EventKind;

    #[test]
    fn a_filter_is_read_as_it_is_written() {
        for text in ["*", "user.created,user.deleted"] {
            assert_eq!(EventFilter::parse(text).unwrap().text(), text);
        }
        assert_eq!(EventFilter::parse("user.gone"), Err("user.gone".to_owned()));
    }

    #[test]
    fn a_filter_hears_what_it_names() {
        let filter = EventFilter::parse("user.created").unwrap();
        assert!(filter.hears(EventKind::UserCreated));
        assert!(!filter.hears(EventKind::UserDeleted));
        assert!(EventFilter::All.hears(EventKind::UserDeleted));
    }
}
