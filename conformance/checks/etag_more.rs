//! Versions, looked at closely (RFC 7644 3.14, RFC 9110 13.1).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::{patch, user, with};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.14-etag-on-get",
        "RFC 7644 3.14",
        "GET sends an ETag that equals meta.version, and so does the answer to a PUT.",
        |lab| Box::pin(on_get(lab)),
    ),
    check(
        "rfc7644-3.14-version-in-a-list",
        "RFC 7644 3.14",
        "Every resource of a list carries its meta.version.",
        |lab| Box::pin(listed(lab)),
    ),
    check(
        "rfc9110-13.1.2-if-none-match-list",
        "RFC 9110 13.1.2",
        "If-None-Match takes a list and `*`: 304 when the current version is among them.",
        |lab| Box::pin(list(lab)),
    )
    .advised(),
    check(
        "rfc9110-13.1.1-if-match-any",
        "RFC 9110 13.1.1",
        "If-Match `*` and a list that holds the current version let a change pass.",
        |lab| Box::pin(any(lab)),
    )
    .advised(),
    check(
        "rfc7644-3.14-if-match-patch-and-delete",
        "RFC 7644 3.14",
        "PATCH and DELETE with If-Match of the current version are done.",
        |lab| Box::pin(current(lab)),
    ),
    check(
        "rfc7644-3.14-one-of-two-wins",
        "RFC 7644 3.14",
        "Of four changes sent at once with the same If-Match one is done, and the others answer 412.",
        |lab| Box::pin(race(lab)),
    ),
    check(
        "rfc7644-3.14-group-version",
        "RFC 7644 3.14",
        "A group has a version too, which a change of its members moves.",
        |lab| Box::pin(group(lab)),
    ),
];

async fn on_get(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Etag)?;
    let (path, first) = lab.a_user("etag.get", &json!({})).await?;
    let body = with(
        user(first.text_at("/userName")),
        &json!({"title": "Driver"}),
    );
    let put = lab.client.put(&path).json(&body).send().await?;
    put.status(&[200])?;
    for answer in [put, lab.read(&path).await?] {
        let version = answer.text_at("/meta/version");
        answer.demands(
            !version.is_empty() && answer.header("etag") == version,
            "an ETag header that equals meta.version",
        )?;
    }
    Ok(())
}

async fn listed(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Etag)?;
    lab.cast().await?;
    let answer = lab.client.get("/Users").query("count", "3").send().await?;
    let versioned = |one: &Value| one.pointer("/meta/version").is_some_and(Value::is_string);
    answer.demands(
        answer.resources()?.iter().all(versioned),
        "meta.version in every resource",
    )
}

async fn list(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Etag)?;
    let (path, first) = lab.a_user("etag.list", &json!({})).await?;
    let version = first.text_at("/meta/version");
    for value in [format!("\"other\", {version}"), String::from("*")] {
        let call = lab.client.get(&path).header("if-none-match", value);
        let answer = call.send().await?;
        answer.status(&[304])?;
        answer.demands(answer.is_empty(), "no body")?;
    }
    Ok(())
}

async fn any(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Etag)?;
    let (path, first) = lab.a_user("etag.any", &json!({})).await?;
    let body = user(first.text_at("/userName"));
    let version = first.text_at("/meta/version");
    for value in [format!("\"other\", {version}"), String::from("*")] {
        let call = lab.client.put(&path).header("if-match", value);
        call.json(&body).send().await?.status(&[200])?;
    }
    Ok(())
}

async fn current(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Etag)?;
    lab.offers.needs(Feature::Patch)?;
    let (path, first) = lab.a_user("etag.patch", &json!({})).await?;
    let body = patch(&[json!({"op": "add", "path": "title", "value": "Driver"})]);
    let call = lab.client.patch(&path);
    let call = call.header("if-match", first.text_at("/meta/version"));
    call.json(&body).send().await?.status(&[200, 204])?;
    let now = lab.read(&path).await?;
    now.equals("/title", &json!("Driver"))?;
    let call = lab.client.delete(&path);
    let call = call.header("if-match", now.text_at("/meta/version"));
    call.send().await?.status(&[204]).map(drop)
}

async fn race(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Etag)?;
    let (path, first) = lab.a_user("etag.race", &json!({})).await?;
    let version = first.text_at("/meta/version");
    let send = async |title: &str| {
        let body = with(user(first.text_at("/userName")), &json!({"title": title}));
        let call = lab.client.put(&path).header("if-match", version);
        call.json(&body).send().await
    };
    let (a, b, c, d) = tokio::join!(send("1"), send("2"), send("3"), send("4"));
    let answers = [a?, b?, c?, d?];
    let done = answers.iter().filter(|answer| answer.status == 200).count();
    for answer in &answers {
        answer.status(&[200, 412])?;
        answer.demands(done == 1, format!("one change done of four, not {done}"))?;
    }
    Ok(())
}

async fn group(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Etag)?;
    let ada = lab.a_user("etag.member", &json!({})).await?.1.id()?;
    let (path, first) = lab.a_group("Versioned", &[]).await?;
    let version = first.text_at("/meta/version").to_owned();
    first.demands(!version.is_empty(), "meta.version")?;
    let operation = json!({"op": "add", "path": "members", "value": [{"value": ada}]});
    let read = lab.patched(&path, &[operation]).await?;
    read.demands(
        read.text_at("/meta/version") != version,
        "another meta.version",
    )
}
