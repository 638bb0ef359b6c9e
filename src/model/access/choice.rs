//! Options: what a person is offered beside what they may do.

use serde::{Deserialize, Serialize};

/// One thing that is on or off for a person; on when any source says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonOption {
    /// They get the weekly email.
    WeeklyEmail,
    /// They get a mail for each new message.
    MessageNotifications,
    /// Records can be theirs.
    CanOwnRecords,
}

impl PersonOption {
    /// Every option.
    pub const ALL: [Self; 3] = [
        Self::WeeklyEmail,
        Self::MessageNotifications,
        Self::CanOwnRecords,
    ];

    /// Its name in grants, files and the admin API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WeeklyEmail => "weekly_email",
            Self::MessageNotifications => "message_notifications",
            Self::CanOwnRecords => "can_own_records",
        }
    }

    /// Its name in Muster's extension of the SCIM User.
    pub fn attribute(self) -> &'static str {
        match self {
            Self::WeeklyEmail => "weeklyEmail",
            Self::MessageNotifications => "messageNotifications",
            Self::CanOwnRecords => "canOwnRecords",
        }
    }

    /// The option of this attribute.
    pub fn of_attribute(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|option| option.attribute() == name)
    }

    /// The option of this name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|option| option.as_str() == text)
    }
}
