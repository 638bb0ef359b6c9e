//! References between the operations of a bulk request (RFC 7644 3.7.1, 3.7.2).

use serde_json::{Value, json};

use crate::bulk::{bulk, id_of, posting};
use crate::check::{Check, check};
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::{ENTERPRISE, USER, group, patch, user, with};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.7.2-bulk-id-of-an-earlier-operation",
        "RFC 7644 3.7.2",
        "`bulkId:x` in a group's members becomes the id of the user that operation x created.",
        |lab| Box::pin(earlier(lab)),
    ),
    check(
        "rfc7644-3.7.2-bulk-id-of-a-later-operation",
        "RFC 7644 3.7.2",
        "`bulkId:x` is resolved too when operation x comes later in the request.",
        |lab| Box::pin(later(lab)),
    ),
    check(
        "rfc7644-3.7.1-bulk-circular",
        "RFC 7644 3.7.1",
        "Two groups that name each other as members are both created so, or answered with 409.",
        |lab| Box::pin(circular(lab)),
    ),
    check(
        "rfc7644-3.7.2-bulk-id-in-an-extension",
        "RFC 7644 3.7.2",
        "`bulkId:x` is resolved in an extension too, as the enterprise manager.",
        |lab| Box::pin(extension(lab)),
    ),
    check(
        "rfc7644-3.7.2-bulk-id-in-a-path",
        "RFC 7644 3.7.2",
        "`bulkId:x` is resolved in the path of an operation and in the value of a PATCH.",
        |lab| Box::pin(path(lab)),
    ),
    check(
        "rfc7644-3.7.2-bulk-id-of-nobody",
        "RFC 7644 3.7.2",
        "A bulkId that no operation has is an error of the operation that names it, and is never stored.",
        |lab| Box::pin(nobody(lab)),
    ),
];

async fn earlier(lab: &mut Lab) -> Verdict {
    lab.offers.needs_type("Group")?;
    let person = posting("ada", "/Users", &user(&lab.user_name("bulk.ref")));
    let team = posting(
        "team",
        "/Groups",
        &group(&lab.name("Bulk"), &["bulkId:ada"]),
    );
    joined(lab, &[person, team]).await
}

async fn later(lab: &mut Lab) -> Verdict {
    lab.offers.needs_type("Group")?;
    let person = posting("ada", "/Users", &user(&lab.user_name("bulk.later")));
    let team = posting(
        "team",
        "/Groups",
        &group(&lab.name("Bulk"), &["bulkId:ada"]),
    );
    joined(lab, &[team, person]).await
}

/// Sends the operations and demands that ada is the member of team.
async fn joined(lab: &mut Lab, operations: &[Value]) -> Verdict {
    let bulked = lab.bulked(&bulk(operations)).await?;
    let (ada, team) = (bulked.created("ada")?, bulked.created("team")?);
    let read = lab.read(&team).await?;
    read.equals("/members/0/value", &json!(id_of(&ada)))?;
    read.lacks("/members/1").map(drop)
}

async fn circular(lab: &mut Lab) -> Verdict {
    lab.offers.needs_type("Group")?;
    let of = |name: &str, member: &str| {
        let members = json!([{"type": "Group", "value": format!("bulkId:{member}")}]);
        with(group(name, &[]), &json!({"members": members}))
    };
    let (left, right) = (lab.name("Left"), lab.name("Right"));
    let operations = [
        posting("left", "/Groups", &of(&left, "right")),
        posting("right", "/Groups", &of(&right, "left")),
    ];
    let bulked = lab.bulked(&bulk(&operations)).await?;
    let seen = bulked.statuses();
    // RFC 7644 3.7.1 lets a server stop with 409; one that forbids cycles of groups may refuse the second edge.
    if seen.contains(&409) || seen.contains(&400) {
        return Ok(());
    }
    let (left, right) = (bulked.created("left")?, bulked.created("right")?);
    let read = lab.read(&left).await?;
    read.equals("/members/0/value", &json!(id_of(&right)))?;
    let read = lab.read(&right).await?;
    read.equals("/members/0/value", &json!(id_of(&left)))
        .map(drop)
}

async fn extension(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Bulk)?;
    lab.offers.needs_enterprise()?;
    let extra = json!({
        "schemas": [USER, ENTERPRISE],
        ENTERPRISE: {"employeeNumber": "11250", "manager": {"value": "bulkId:chief"}}
    });
    let chief = user(&lab.user_name("bulk.chief"));
    let managed = with(user(&lab.user_name("bulk.managed")), &extra);
    let operations = [
        posting("chief", "/Users", &chief),
        posting("ada", "/Users", &managed),
    ];
    let bulked = lab.bulked(&bulk(&operations)).await?;
    let chief = bulked.created("chief")?;
    let read = lab.read(&bulked.created("ada")?).await?;
    let shown = format!("/{ENTERPRISE}/manager/value");
    read.equals(&shown, &json!(id_of(&chief))).map(drop)
}

async fn path(lab: &mut Lab) -> Verdict {
    lab.offers.needs_type("Group")?;
    lab.offers.needs(Feature::Patch)?;
    let change =
        patch(&[json!({"op": "add", "path": "members", "value": [{"value": "bulkId:ada"}]})]);
    let operations = [
        posting("ada", "/Users", &user(&lab.user_name("bulk.path"))),
        posting("team", "/Groups", &group(&lab.name("Bulk path"), &[])),
        json!({"method": "PATCH", "path": "/Groups/bulkId:team", "data": change}),
    ];
    let bulked = lab.bulked(&bulk(&operations)).await?;
    let (ada, team) = (bulked.created("ada")?, bulked.created("team")?);
    let read = lab.read(&team).await?;
    read.equals("/members/0/value", &json!(id_of(&ada)))
        .map(drop)
}

async fn nobody(lab: &mut Lab) -> Verdict {
    lab.offers.needs_type("Group")?;
    let body = group(&lab.name("Bulk nobody"), &["bulkId:nobody"]);
    let operations = [posting("team", "/Groups", &body)];
    let bulked = lab.bulked(&bulk(&operations)).await?;
    let seen = bulked.statuses();
    bulked.answer.demands(
        matches!(seen.as_slice(), [400..=499]),
        "one result with a status of 400 to 499",
    )
}
