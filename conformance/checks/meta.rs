//! The common attributes (RFC 7643 3.1).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::user;
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7643-3.1-id-is-of-one-resource",
        "RFC 7643 3.1",
        "An id is text, is never `bulkId`, and leads to one resource of one type only.",
        |lab| Box::pin(one_resource(lab)),
    ),
    check(
        "rfc7643-3.1-external-id-kept",
        "RFC 7643 3.1",
        "externalId comes back as sent, and is found by a filter in that case alone.",
        |lab| Box::pin(external_id(lab)),
    ),
    check(
        "rfc7643-3.1-date-times",
        "RFC 7643 3.1",
        "meta.created and meta.lastModified are date-times with a time zone (RFC 7643 2.3.5).",
        |lab| Box::pin(date_times(lab)),
    ),
    check(
        "rfc7643-3.1-location-leads-there",
        "RFC 7643 3.1",
        "GET of meta.location answers the resource; Content-Location, where it is sent, equals it.",
        |lab| Box::pin(location(lab)),
    ),
    check(
        "rfc7643-3.1-version-in-a-list",
        "RFC 7643 3.1",
        "A list shows each resource with the same id and meta as GET of that resource.",
        |lab| Box::pin(in_a_list(lab)),
    ),
    check(
        "rfc7643-3.1-last-modified-moves",
        "RFC 7643 3.1",
        "A change moves lastModified forward; reading does not.",
        |lab| Box::pin(moves(lab)),
    ),
];

async fn one_resource(lab: &mut Lab) -> Verdict {
    let (_, user) = lab.a_user("id", &json!({})).await?;
    let id = user.id()?;
    user.demands(id != "bulkId", "an id that is not `bulkId`")?;
    lab.offers.needs_type("Group")?;
    let call = lab.client.get(&format!("/Groups/{id}"));
    call.send().await?.refuses(404, None)
}

async fn external_id(lab: &mut Lab) -> Verdict {
    let external = format!("Ext.{}", lab.name("Kept"));
    let extra = json!({"externalId": external});
    let (path, answer) = lab.a_user("external", &extra).await?;
    let read = lab.read(&path).await?;
    read.equals("/externalId", &json!(external))?;
    lab.offers.needs(Feature::Filter)?;
    let filter = format!(r#"externalId eq "{external}""#);
    let found = lab.filtered("/Users", &filter).await?;
    found.finds_only(&answer.id()?)?;
    let filter = format!(r#"externalId eq "{}""#, external.to_uppercase());
    lab.filtered("/Users", &filter).await?.finds_nothing()
}

/// Whether a text is an xsd:dateTime with a zone: `2008-01-23T04:56:22.123Z` or with `+02:00`.
fn is_date_time(text: &str) -> bool {
    let Some((date, rest)) = text.split_once('T') else {
        return false;
    };
    let numbers = |part: &str, mark: char, widths: &[usize]| {
        let parts: Vec<&str> = part.split(mark).collect();
        let fits = |(part, width): (&&str, &usize)| {
            part.len() == *width && part.chars().all(|one| one.is_ascii_digit())
        };
        parts.len() == widths.len() && parts.iter().zip(widths).all(fits)
    };
    let zoned = rest
        .strip_suffix('Z')
        .or_else(|| rest.rsplit_once(['+', '-']).map(|(time, _)| time));
    let Some(time) = zoned else {
        return false;
    };
    let (whole, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let digits = !fraction.is_empty() && fraction.chars().all(|one| one.is_ascii_digit());
    numbers(date, '-', &[4, 2, 2]) && numbers(whole, ':', &[2, 2, 2]) && digits
}

async fn date_times(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("date", &json!({})).await?;
    let read = lab.read(&path).await?;
    for pointer in ["/meta/created", "/meta/lastModified"] {
        read.demands(
            is_date_time(read.text_at(pointer)),
            format!("{pointer} as a date-time such as 2008-01-23T04:56:22Z"),
        )?;
    }
    Ok(())
}

async fn location(lab: &mut Lab) -> Verdict {
    let (path, created) = lab.a_user("location", &json!({})).await?;
    let answer = lab.read(&path).await?;
    let location = answer.text_at("/meta/location");
    let tail = format!("{}{path}", lab.client.base_path());
    answer.demands(
        location.ends_with(&tail) || tail.ends_with(location.trim_start_matches('.')),
        format!("meta.location that ends with {tail}"),
    )?;
    let said = answer.header("content-location");
    answer.demands(
        said.is_empty() || said == location,
        "a Content-Location that equals meta.location",
    )?;
    answer.equals("/id", created.at("/id")).map(drop)
}

async fn in_a_list(lab: &mut Lab) -> Verdict {
    let (path, created) = lab.a_user("listed", &json!({})).await?;
    let filter = format!(r#"userName eq "{}""#, created.text_at("/userName"));
    let list = lab.filtered("/Users", &filter).await?;
    list.finds_only(&created.id()?)?;
    let read = lab.read(&path).await?;
    list.equals("/Resources/0/meta", read.at("/meta"))?;
    list.equals("/Resources/0/schemas", read.at("/schemas"))
        .map(drop)
}

async fn moves(lab: &mut Lab) -> Verdict {
    let (path, first) = lab.a_user("moves", &json!({})).await?;
    let before = lab.read(&path).await?;
    before.equals("/meta", first.at("/meta"))?;
    // A clock of whole seconds would show no movement.
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    let mut body = user(first.text_at("/userName"));
    if let Some(body) = body.as_object_mut() {
        body.insert(String::from("title"), json!("Driver"));
    }
    let answer = lab.client.put(&path).json(&body).send().await?;
    answer.status(&[200])?;
    let after = lab.read(&path).await?;
    let moved = |pointer: &str| after.text_at(pointer) > before.text_at(pointer);
    after.demands(moved("/meta/lastModified"), "a later meta.lastModified")?;
    after.equals("/meta/created", before.at("/meta/created"))?;
    let version = |value: &Value| value.as_str().map(str::to_owned);
    if let Some(old) = version(before.at("/meta/version")) {
        let new = version(after.at("/meta/version"));
        after.demands(new != Some(old), "another meta.version")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::is_date_time;

    #[test]
    fn date_times_have_a_date_a_time_and_a_zone() {
        for good in [
            "2008-01-23T04:56:22Z",
            "2011-05-13T04:42:34.123456+02:00",
            "2011-05-13T04:42:34-05:00",
        ] {
            assert!(is_date_time(good), "{good}");
        }
        for bad in [
            "2008-01-23",
            "2008-01-23T04:56:22",
            "23.01.2008T04:56Z",
            "",
            "T",
        ] {
            assert!(!is_date_time(bad), "{bad}");
        }
    }
}
