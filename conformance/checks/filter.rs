//! Filters that must find (RFC 7644 3.4.2.2).
//!
//! In a filter `{p}` stands for what the three user names of the cast begin with, and `{run}` for the word of this run.

use crate::cast::Who::{self, Ada, Bob, Cleo};
use crate::check::{Check, check};
use crate::lab::Lab;
use crate::verdict::Verdict;

/// Writes the table: id, demand, and filters with those whom they find.
macro_rules! filters {
    ($($id:literal, $demand:literal => { $($filter:literal => [$($who:ident),*];)+ })*) => {
        pub(super) const CHECKS: &[Check<Lab>] = &[$(
            check($id, "RFC 7644 3.4.2.2", $demand, |lab| {
                Box::pin(all(lab, &[$(($filter, &[$($who),*])),+]))
            }),
        )*];
    };
}

filters! {
    "rfc7644-3.4.2.2-eq", "`eq` finds exactly the resource with that value." => {
        r#"userName eq "{p}Ada@example.com""# => [Ada];
        r#"externalId eq "Ext-{run}-Bob""# => [Bob];
        r#"displayName eq "Cleo of {run}""# => [Cleo];
    }

    "rfc7644-3.4.2.2-eq-ignores-case", "`eq` ignores case unless the attribute is caseExact, as externalId is." => {
        r#"userName eq "{p}ADA@EXAMPLE.COM""# => [Ada];
        r#"displayName eq "BOB OF {run}""# => [Bob];
        r#"externalId eq "EXT-{run}-BOB""# => [];
    }

    "rfc7644-3.4.2.2-no-match", "A filter that matches nothing answers 200 with totalResults 0." => {
        r#"userName eq "{p}Nobody@example.com""# => [];
    }

    "rfc7644-3.4.2.2-co-sw-ew", "`co`, `sw` and `ew` match inside, at the start and at the end." => {
        r#"userName sw "{p}""# => [Ada, Bob, Cleo];
        r#"userName co "{run}.bob@""# => [Bob];
        r#"displayName ew " of {run}""# => [Ada, Bob, Cleo];
        r#"title sw "Engineer {run}""# => [Ada];
        r#"displayName co "100% of {run}""# => [];
        r#"displayName co "_da of {run}""# => [];
    }

    "rfc7644-3.4.2.2-ne", "`ne` finds those with another value." => {
        r#"userName sw "{p}" and userName ne "{p}Ada@example.com""# => [Bob, Cleo];
    }

    "rfc7644-3.4.2.2-pr", "`pr` finds those who have a value." => {
        r#"userName sw "{p}" and title pr"# => [Ada, Bob];
        r#"nickName pr and userName sw "{p}""# => [Ada];
        r#"userName sw "{p}" and meta.created pr"# => [Ada, Bob, Cleo];
    }

    "rfc7644-3.4.2.2-boolean", "A boolean is compared with true and false." => {
        r#"userName sw "{p}" and active eq true"# => [Ada, Cleo];
        r#"userName sw "{p}" and active eq false"# => [Bob];
    }

    "rfc7644-3.4.2.2-and-or", "`and` binds tighter than `or`." => {
        r#"title eq "Engineer {run}" or title eq "Driver {run}""# => [Ada, Bob];
        r#"title eq "Engineer {run}" or title eq "Driver {run}" and active eq true"# => [Ada];
    }

    "rfc7644-3.4.2.2-grouping", "Parentheses come before `and` and `or`." => {
        r#"(title eq "Engineer {run}" or title eq "Driver {run}") and active eq false"# => [Bob];
        r#"userName sw "{p}" and (nickName pr or (title pr and active eq false))"# => [Ada, Bob];
    }

    "rfc7644-3.4.2.2-not", "`not` turns a filter round." => {
        r#"userName sw "{p}" and not (title pr)"# => [Cleo];
        r#"not (title pr or active eq false) and userName sw "{p}""# => [Cleo];
    }

    "rfc7644-3.4.2.2-sub-attribute", "A sub-attribute of a complex attribute is named with a dot." => {
        r#"name.familyName eq "Family-{run}-Cleo""# => [Cleo];
        r#"name.familyName sw "family-{run}""# => [Ada, Bob, Cleo];
    }

    "rfc7644-3.4.2.2-multi-valued", "A multi-valued attribute matches when any one of its values does." => {
        r#"emails.value eq "ada.home.{run}@example.com""# => [Ada];
        r#"userName sw "{p}" and emails.type eq "home""# => [Ada];
    }

    "rfc7644-3.4.2.2-value-path", "A value path matches when one and the same value meets the whole bracket." => {
        r#"emails[type eq "home" and value sw "ada.home.{run}"]"# => [Ada];
        r#"emails[type eq "work" and value sw "ada.home.{run}"]"# => [];
        r#"userName sw "{p}" and emails[primary eq true and value sw "ada.work"]"# => [Ada];
    }

    "rfc7644-3.4.2.2-names-ignore-case", "Attribute names and operators are matched without regard to case." => {
        r#"USERNAME Eq "{p}Ada@example.com""# => [Ada];
        r#"username SW "{p}" AND NOT (Title PR)"# => [Cleo];
    }

    "rfc7644-3.4.2.2-filter-by-urn", "An attribute may be named with its schema URN (RFC 7644 3.10)." => {
        r#"urn:ietf:params:scim:schemas:core:2.0:User:userName eq "{p}Bob@example.com""# => [Bob];
        r#"urn:ietf:params:scim:schemas:core:2.0:User:name.familyName eq "Family-{run}-Ada""# => [Ada];
    }

    "rfc7644-3.4.2.2-date-time", "Date-times are compared by time, with any number of fraction digits." => {
        r#"userName sw "{p}" and meta.lastModified gt "2011-05-13T04:42:34Z""# => [Ada, Bob, Cleo];
        r#"userName sw "{p}" and meta.created ge "0001-01-03T00:00:00.0000000Z""# => [Ada, Bob, Cleo];
        r#"userName sw "{p}" and meta.lastModified lt "2011-05-13T04:42:34+02:00""# => [];
    }

    "rfc7644-3.4.2.2-escapes", "A quoted value is a JSON string: escapes in it are resolved." => {
        r#"displayName eq "Ad\u0061 of {run}""# => [Ada];
        r#"displayName eq "Ada of {run}\" or userName pr or title eq \"""# => [];
    }
}

async fn all(lab: &mut Lab, cases: &[(&str, &[Who])]) -> Verdict {
    let cast = lab.cast().await?;
    for (filter, finds) in cases {
        let filter = filter
            .replace("{p}", &cast.prefix)
            .replace("{run}", &lab.run);
        let answer = lab.filtered("/Users", &filter).await?;
        let mut seen = answer.ids()?;
        let mut wanted: Vec<String> = finds.iter().map(|who| cast.id(*who)).collect();
        seen.sort();
        wanted.sort();
        answer.demands(
            seen == wanted && answer.total() == wanted.len() as u64,
            format!("exactly {finds:?}, with the ids {wanted:?}"),
        )?;
    }
    Ok(())
}
