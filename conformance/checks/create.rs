//! Creating users (RFC 7644 3.3).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::{USER, user, with};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.3-create",
        "RFC 7644 3.3",
        "POST answers 201 with the resource, and Location equals meta.location.",
        |lab| Box::pin(created(lab)),
    ),
    check(
        "rfc7643-3.1-meta",
        "RFC 7643 3.1",
        "A new resource has an id and meta with resourceType, created and an equal lastModified.",
        |lab| Box::pin(meta(lab)),
    ),
    check(
        "rfc7644-3.14-etag-is-the-version",
        "RFC 7644 3.14",
        "The ETag header of a created resource equals its meta.version.",
        |lab| Box::pin(etag(lab)),
    ),
    check(
        "rfc7644-3.3-duplicate-is-409",
        "RFC 7644 3.3",
        "A userName that is taken answers 409 with scimType uniqueness.",
        |lab| Box::pin(duplicate(lab)),
    )
    .breaks(&["Okta", "Microsoft Entra ID"], "They look the person up by filter when a POST answers 409 uniqueness; another answer is an error that they repeat."),
    check(
        "rfc7643-4.1.1-duplicate-in-another-case",
        "RFC 7643 4.1.1",
        "A userName that differs only in case from one that is taken answers 409 too.",
        |lab| Box::pin(duplicate_case(lab)),
    ),
    check(
        "rfc7643-4.1.1-case-preserved",
        "RFC 7643 4.1.1",
        "userName comes back in the case in which it was sent.",
        |lab| Box::pin(case_preserved(lab)),
    )
    .breaks(&["Okta"], "Its test compares userName letter by letter."),
    check(
        "rfc7643-2.1-names-ignore-case",
        "RFC 7643 2.1",
        "Attribute names in a body are matched without regard to case.",
        |lab| Box::pin(names(lab)),
    ),
    check(
        "rfc7644-3.3-read-only-ignored",
        "RFC 7644 3.3",
        "readOnly attributes in a POST (id, meta, groups) are ignored, not refused and not obeyed.",
        |lab| Box::pin(read_only(lab)),
    )
    .breaks(&["Okta"], "It sends `groups: []` with every person."),
    check(
        "rfc7643-2.5-null-is-absent",
        "RFC 7643 2.5",
        "null and an empty array in a POST mean that the attribute has no value.",
        |lab| Box::pin(null(lab)),
    )
    .breaks(&["Microsoft Entra ID"], "It sends null for what a person does not have."),
    check(
        "rfc7643-4.1.1-password-never-returned",
        "RFC 7643 4.1.1",
        "A password that is sent is never sent back.",
        |lab| Box::pin(password(lab)),
    ),
    check(
        "rfc7644-3.12-user-name-required",
        "RFC 7644 3.12",
        "A user without userName answers 400 invalidValue.",
        |lab| Box::pin(required(lab)),
    ),
    check(
        "rfc7643-2.3-types-checked",
        "RFC 7643 2.3",
        "A value of the wrong type (an object for displayName) answers 400 and creates nothing.",
        |lab| Box::pin(types(lab)),
    ),
];

async fn created(lab: &mut Lab) -> Verdict {
    let (_, answer) = lab.a_user("created", &json!({"title": "Driver"})).await?;
    answer.equals("/title", &json!("Driver"))?;
    let location = answer.header("location");
    answer.demands(!location.is_empty(), "a Location header")?;
    answer.equals("/meta/location", &json!(location))?;
    let id = answer.id()?;
    answer.demands(location.ends_with(&id), "a Location that ends with the id")
}

async fn meta(lab: &mut Lab) -> Verdict {
    let (_, answer) = lab.a_user("meta", &json!({})).await?;
    answer.equals("/meta/resourceType", &json!("User"))?;
    let created = answer.text_at("/meta/created");
    answer.demands(!created.is_empty(), "meta.created")?;
    answer
        .equals("/meta/lastModified", &json!(created))
        .map(drop)
}

async fn etag(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Etag)?;
    let (_, answer) = lab.a_user("etag", &json!({})).await?;
    let version = answer.text_at("/meta/version");
    answer.demands(!version.is_empty(), "meta.version")?;
    answer.demands(
        answer.header("etag") == version,
        "an ETag header that equals meta.version",
    )
}

async fn duplicate(lab: &mut Lab) -> Verdict {
    let (_, first) = lab.a_user("twice", &json!({})).await?;
    let body = user(first.text_at("/userName"));
    let second = lab.post("/Users", &body).await?;
    second.refuses(409, Some("uniqueness"))
}

async fn duplicate_case(lab: &mut Lab) -> Verdict {
    let (_, first) = lab.a_user("twice.case", &json!({})).await?;
    let body = user(&first.text_at("/userName").to_uppercase());
    let second = lab.post("/Users", &body).await?;
    second.refuses(409, Some("uniqueness"))
}

async fn case_preserved(lab: &mut Lab) -> Verdict {
    let (path, answer) = lab.a_user("McDonald.CASE", &json!({})).await?;
    for shown in [answer, lab.read(&path).await?] {
        shown.demands(
            shown.text_at("/userName").starts_with("McDonald.CASE"),
            "userName in the case in which it was sent",
        )?;
    }
    Ok(())
}

async fn names(lab: &mut Lab) -> Verdict {
    let name = lab.user_name("names");
    let body = json!({"schemas": [USER], "USERNAME": name, "displayname": "Ada", "Name": {"FAMILYNAME": "King"}});
    let answer = lab.post("/Users", &body).await?;
    answer.status(&[201])?.equals("/userName", &json!(name))?;
    answer.equals("/displayName", &json!("Ada"))?;
    answer.equals("/name/familyName", &json!("King")).map(drop)
}

async fn read_only(lab: &mut Lab) -> Verdict {
    let wished = lab.name("wished");
    let extra = json!({
        "id": wished,
        "meta": {"resourceType": "Group", "created": "2001-01-01T00:00:00Z", "version": "W/\"wished\""},
        "groups": []
    });
    let (_, answer) = lab.a_user("read.only", &extra).await?;
    answer.demands(answer.id()? != wished, "an id that the server chose")?;
    answer.equals("/meta/resourceType", &json!("User"))?;
    answer.demands(
        !answer.text_at("/meta/created").starts_with("2001"),
        "meta.created that the server set",
    )
}

async fn null(lab: &mut Lab) -> Verdict {
    let extra = json!({"title": Value::Null, "phoneNumbers": [], "nickName": Value::Null});
    let (path, _) = lab.a_user("null", &extra).await?;
    let read = lab.read(&path).await?;
    read.lacks("/title")?.lacks("/phoneNumbers")?;
    read.lacks("/nickName").map(drop)
}

async fn password(lab: &mut Lab) -> Verdict {
    let extra = json!({"password": "correct horse battery staple"});
    let (path, answer) = lab.a_user("password", &extra).await?;
    answer.lacks("/password")?;
    lab.read(&path).await?.lacks("/password")?;
    let call = lab.client.get(&path).query("attributes", "password");
    call.send().await?.lacks("/password").map(drop)
}

async fn required(lab: &mut Lab) -> Verdict {
    let body = json!({"schemas": [USER], "displayName": lab.name("nameless")});
    let answer = lab.post("/Users", &body).await?;
    answer.refuses(400, Some("invalidValue"))
}

async fn types(lab: &mut Lab) -> Verdict {
    let name = lab.user_name("types");
    let body = with(user(&name), &json!({"displayName": {"text": "Ada"}}));
    lab.post("/Users", &body).await?.refuses(400, None)?;
    let filter = format!(r#"userName eq "{name}""#);
    lab.filtered("/Users", &filter).await?.finds_nothing()
}
