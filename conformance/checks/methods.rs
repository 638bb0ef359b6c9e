//! Methods and paths at the edges (RFC 7644 3.2, RFC 9110 9).

use reqwest::Method;
use serde_json::json;

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::{patch, user};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.2-wrong-method",
        "RFC 7644 3.2",
        "A method that an endpoint does not have answers 405 or 501 as a SCIM error, never a bare 404.",
        |lab| Box::pin(wrong(lab)),
    )
    .advised()
    .breaks(
        &["authentik"],
        "It takes a 404 to a write for a resource that is gone, and creates it once more.",
    ),
    check(
        "rfc9110-9.3.2-head",
        "RFC 9110 9.3.2",
        "HEAD of a resource answers as GET does, without a body.",
        |lab| Box::pin(head(lab)),
    )
    .advised(),
    check(
        "rfc9110-9.3.7-options",
        "RFC 9110 9.3.7",
        "OPTIONS of a collection answers 200 or 204 with Allow, or refuses; it never breaks the server.",
        |lab| Box::pin(options(lab)),
    )
    .advised(),
    check(
        "rfc7644-3.12-deeper-paths",
        "RFC 7644 3.12",
        "A path below a resource, and a POST to nowhere, answer 404 or 405 as a SCIM error.",
        |lab| Box::pin(deeper(lab)),
    ),
    check(
        "rfc7644-3.1-foreign-media-type",
        "RFC 7644 3.1",
        "A body that says it is XML is refused with 400 or 415 as a SCIM error, and creates nothing.",
        |lab| Box::pin(foreign(lab)),
    )
    .advised(),
    check(
        "rfc7644-3.1-no-media-type",
        "RFC 7644 3.1",
        "A JSON body without Content-Type is read, or refused with 400 or 415; it is never an error of the server.",
        |lab| Box::pin(untyped(lab)),
    )
    .field(),
    check(
        "rfc7644-3.5.2-prefer-minimal",
        "RFC 7644 3.5.2",
        "`Prefer: return=minimal` on a PATCH answers 204, or 200 with the resource; with `attributes` always 200.",
        |lab| Box::pin(minimal(lab)),
    ),
];

async fn wrong(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("method", &json!({})).await?;
    let body = user(&lab.user_name("method"));
    for (method, path) in [
        (Method::PUT, "/Users"),
        (Method::DELETE, "/Users"),
        (Method::PATCH, "/Users"),
        (Method::POST, path.as_str()),
    ] {
        let answer = lab.client.call(method, path).json(&body).send().await?;
        answer.status(&[405, 501])?;
        answer.refuses(answer.status, None)?;
    }
    lab.read(&path).await.map(drop)
}

async fn head(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("head", &json!({})).await?;
    let got = lab.read(&path).await?;
    let answer = lab.client.call(Method::HEAD, &path).send().await?;
    answer.status(&[200])?;
    answer.demands(answer.is_empty(), "no body")?;
    for name in ["content-type", "etag"] {
        answer.demands(
            answer.header(name) == got.header(name),
            format!("the same {name} as GET: {}", got.header(name)),
        )?;
    }
    let nobody = format!("/Users/{}", lab.name("nobody"));
    let answer = lab.client.call(Method::HEAD, &nobody).send().await?;
    answer.status(&[404]).map(drop)
}

async fn options(lab: &mut Lab) -> Verdict {
    for path in ["/Users", "/ServiceProviderConfig"] {
        let answer = lab.client.call(Method::OPTIONS, path).send().await?;
        answer.status(&[200, 204, 401, 405, 501])?;
        if answer.status < 300 {
            answer.demands(!answer.header("allow").is_empty(), "an Allow header")?;
        }
    }
    Ok(())
}

async fn deeper(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("deeper", &json!({})).await?;
    let below = format!("{path}/emails");
    for (method, path) in [(Method::GET, below.as_str()), (Method::POST, "/Nothing")] {
        let call = lab.client.call(method.clone(), path);
        let call = if method == Method::POST {
            call.json(&json!({}))
        } else {
            call
        };
        let answer = call.send().await?;
        answer.status(&[404, 405])?;
        answer.refuses(answer.status, None)?;
    }
    Ok(())
}

async fn foreign(lab: &mut Lab) -> Verdict {
    let call = lab.client.post("/Users");
    let call = call.header("content-type", "application/xml");
    let answer = call.raw("<user><userName>ada</userName></user>");
    let answer = answer.send().await?;
    answer.status(&[400, 415])?;
    answer.refuses(answer.status, None)
}

async fn untyped(lab: &mut Lab) -> Verdict {
    let body = user(&lab.user_name("untyped"));
    let call = lab.client.post("/Users").json(&body);
    let answer = call.without("content-type").send().await?;
    lab.remembers("/Users", &answer);
    answer.status(&[201, 400, 415]).map(drop)
}

async fn minimal(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Patch)?;
    let (path, _) = lab.a_user("minimal", &json!({})).await?;
    let body = patch(&[json!({"op": "replace", "path": "title", "value": "Driver"})]);
    let call = lab.client.patch(&path).header("prefer", "return=minimal");
    let answer = call.json(&body).send().await?;
    answer.status(&[200, 204])?;
    answer.demands(
        answer.is_empty() == (answer.status == 204),
        "no body with 204, the resource with 200",
    )?;
    let call = lab.client.patch(&path).header("prefer", "return=minimal");
    let call = call.query("attributes", "title").json(&body);
    let answer = call.send().await?;
    answer.status(&[200])?;
    answer.equals("/title", &json!("Driver")).map(drop)
}
