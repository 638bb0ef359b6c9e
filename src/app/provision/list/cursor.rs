//! Cursors (RFC 9865): they carry where a walk stands, sealed, so that every process with the same
//! key can go on with it and none has to remember it.
//!
//! A cursor opens only together with the words of the question that it was given for, the
//! connection among them: another connection, filter or order gets 400 `invalidCursor`, in the same
//! words as a forged one. It shows nobody what it holds, because a sort key can be a person's name.

use super::listed::Kind;
use super::place::{Place, Spot};
use crate::ctx::Ctx;
use crate::vault::Vault;
use muster_model::clock::Timestamp;
use muster_model::secret::Purpose;
use muster_scim::error::Error as ScimError;
use muster_scim::paging::CURSOR_SECONDS;
use muster_store::Mark;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use uuid::Uuid;

/// The cursors of one question.
pub(super) struct Cursors<'a> {
    ctx: &'a Ctx,
    about: &'a str,
    count: u64,
}

/// What a cursor carries.
#[derive(Serialize, Deserialize)]
struct Carried {
    /// When it ends.
    until: Timestamp,
    /// The count that the walk began with.
    count: u64,
    /// What its first page said of the total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    total: Option<u64>,
    place: CarriedPlace,
}

#[derive(Serialize, Deserialize)]
enum CarriedPlace {
    Start,
    After(u8, Option<String>, Uuid),
    Before(u8, Option<String>, Uuid),
    End,
}

impl<'a> Cursors<'a> {
    /// The cursors of the question that these words describe, asked for so many at a time.
    pub(super) fn new(ctx: &'a Ctx, about: &'a str, count: u64) -> Self {
        Self { ctx, about, count }
    }

    /// The cursor of a place, in a walk of so many resources, when they were counted.
    pub(super) fn write(&self, place: &Place, total: Option<u64>) -> Result<String, ScimError> {
        let carried = Carried {
            until: self.ctx.now().plus(Duration::from_secs(CURSOR_SECONDS)),
            count: self.count,
            total,
            place: carried(place),
        };
        let text = serde_json::to_vec(&carried).map_err(|_| cannot_write())?;
        let random = self.ctx.random.as_ref();
        self.vault()?
            .seal_about(random, self.about.as_bytes(), &text)
            .map_err(|_| cannot_write())
    }

    /// The place of a cursor, and the total that it carries.
    pub(super) fn read(&self, token: &str) -> Result<(Place, Option<u64>), ScimError> {
        let invalid = |_| ScimError::invalid_cursor();
        let opened = self.vault()?.open_about(self.about.as_bytes(), token);
        let text = opened.map_err(invalid)?;
        let carried: Carried =
            serde_json::from_slice(&text).map_err(|_| ScimError::invalid_cursor())?;
        if carried.until < self.ctx.now() {
            return Err(ScimError::expired_cursor());
        }
        // RFC 9865 2.1: the count must be that of the first request.
        if carried.count != self.count {
            return Err(ScimError::invalid_count(
                "count must stay what it was when the walk began",
            ));
        }
        let place = place(carried.place).ok_or_else(ScimError::invalid_cursor)?;
        Ok((place, carried.total))
    }

    fn vault(&self) -> Result<Vault, ScimError> {
        Vault::of(&self.ctx.key, Purpose::Cursor).map_err(|_| cannot_write())
    }
}

fn cannot_write() -> ScimError {
    ScimError::new(500, "the server cannot make a cursor")
}

fn carried(place: &Place) -> CarriedPlace {
    let number = |kind| match kind {
        Kind::User => 0,
        Kind::Group => 1,
    };
    match place {
        Place::Skip(_) | Place::Start => CarriedPlace::Start,
        Place::After(Spot { kind, mark }) => {
            CarriedPlace::After(number(*kind), mark.key.clone(), mark.id)
        }
        Place::Before(Spot { kind, mark }) => {
            CarriedPlace::Before(number(*kind), mark.key.clone(), mark.id)
        }
        Place::End => CarriedPlace::End,
    }
}

fn place(carried: CarriedPlace) -> Option<Place> {
    let spot = |number, key, id| {
        let kind = match number {
            0 => Kind::User,
            1 => Kind::Group,
            _ => return None,
        };
        let mark = Mark { key, id };
        Some(Spot { kind, mark })
    };
    match carried {
        CarriedPlace::Start => Some(Place::Start),
        CarriedPlace::After(kind, key, id) => spot(kind, key, id).map(Place::After),
        CarriedPlace::Before(kind, key, id) => spot(kind, key, id).map(Place::Before),
        CarriedPlace::End => Some(Place::End),
    }
}
