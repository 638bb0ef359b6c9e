//! Values of any length are stored or refused, on both databases alike.

use super::cast::{CORE, ENTERPRISE, GROUP, PROFILES, found, group, push, push_group, user};
use crate::support::{Answer, App, Client, stories};
use serde_json::{Value, json};

/// How long a value is that no page of PostgreSQL's index holds, even where it would compress.
const LENGTHS: [usize; 2] = [3_000, 5_000];

/// Text that does not compress, the same for the same seed.
fn noise(seed: u64, length: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let letter = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        char::from(LETTERS[usize::try_from(state >> 58).expect("six bits")])
    };
    (0..length).map(letter).collect()
}

fn refused(answer: Answer, attribute: &str, length: usize) {
    let answer = answer.expect(400).json();
    assert_eq!(answer["scimType"], json!("invalidValue"));
    let detail = format!("{attribute} is too long: it has {length} bytes, and 1000 are the most");
    assert_eq!(answer["detail"], json!(detail));
}

fn replace(path: &str, value: &Value) -> Value {
    json!([{"op": "replace", "path": path, "value": value}])
}

fn add(member: &str) -> Value {
    json!([{"op": "add", "path": "members", "value": [{"value": member}]}])
}

/// The status of one operation in a Bulk request.
async fn bulk(directory: &Client, path: &str, body: &Value) -> String {
    let method = if path.matches('/').count() == 1 {
        "POST"
    } else {
        "PUT"
    };
    let request = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
        "Operations": [{"method": method, "path": path, "bulkId": "b", "data": body}],
    });
    let answer = directory.post("/Bulk", request).await.expect(200).json();
    let status = answer["Operations"][0]["status"].as_str();
    status.expect("a status").to_owned()
}

/// A User of long values that no index may refuse.
fn wordy(name: &str, seed: u64, length: usize) -> Value {
    let mut body = user(name);
    body["schemas"] = json!([CORE, ENTERPRISE]);
    body["emails"] = json!([{"value": noise(seed, length), "type": "work"}]);
    body[ENTERPRISE] = json!({"employeeNumber": noise(seed + 1, length)});
    body
}

/// They are shown as they were sent, and found.
async fn kept(directory: &Client, path: &str, seed: u64, length: usize) {
    let (email, number) = (noise(seed, length), noise(seed + 1, length));
    let shown = directory.get(path).await.expect(200).json();
    assert_eq!(shown["emails"][0]["value"], json!(email));
    assert_eq!(shown[ENTERPRISE]["employeeNumber"], json!(number));
    for filter in [
        format!("emails.value eq \"{email}\""),
        format!(
            "emails[type eq \"work\" and value sw \"{}\"]",
            &email[..300]
        ),
        format!("{ENTERPRISE}:employeeNumber eq \"{number}\""),
    ] {
        let ids: Vec<Value> = found(directory, &filter).await;
        assert_eq!(ids.len(), 1, "{filter}");
        assert_eq!(ids[0]["id"], shown["id"], "{filter}");
    }
}

stories! {
    async fn long_emails_and_employee_numbers_stay_as_they_were_sent(app: &App) {
        for (turn, profile) in (0..).zip(PROFILES) {
            let directory = app.connection(profile, profile).await;
            let (one, two) = (format!("one@{profile}"), format!("two@{profile}"));
            for length in LENGTHS {
                let seed = 1_000 * (turn + 1) + length as u64;
                let path = if length == 3_000 {
                    let answer = directory.post("/Users", wordy(&one, seed, length)).await;
                    format!("/Users/{}", answer.expect(201).id())
                } else {
                    let id = push(&directory, &[&two]).await.remove(0);
                    let path = format!("/Users/{id}");
                    directory.put(&path, wordy(&two, seed, length)).await.expect(200);
                    path
                };
                kept(&directory, &path, seed, length).await;
                let email = json!([{"value": noise(seed + 10, length), "type": "work"}]);
                let status = directory.patch(&path, replace("emails", &email)).await.status;
                assert!(status.is_success(), "{profile}: {status}");
                let number = json!(noise(seed + 11, length));
                let at = format!("{ENTERPRISE}:employeeNumber");
                let status = directory.patch(&path, replace(&at, &number)).await.status;
                assert!(status.is_success(), "{profile}: {status}");
                kept(&directory, &path, seed + 10, length).await;
            }
        }
        let okta = app.connection("By bulk", "lenient").await;
        assert_eq!(bulk(&okta, "/Users", &wordy("b", 7, 5_000)).await, "201");
        app.settle().await;
    }

    async fn a_key_that_no_index_holds_is_refused_in_every_profile(app: &App) {
        for profile in PROFILES {
            let directory = app.connection(profile, profile).await;
            let name = format!("a@{profile}");
            let person = format!("/Users/{}", push(&directory, &[&name]).await[0]);
            let drivers = push_group(&directory, &[]).await;
            for length in LENGTHS {
                let long = noise(length as u64, length);
                let mut keyed = user(&format!("b@{profile}"));
                keyed["externalId"] = json!(long);
                refused(directory.post("/Users", keyed.clone()).await, "externalId", length);
                assert_eq!(bulk(&directory, "/Users", &keyed).await, "400");
                keyed["userName"] = json!(name);
                refused(directory.put(&person, keyed.clone()).await, "externalId", length);
                assert_eq!(bulk(&directory, &person, &keyed).await, "400");
                let key = replace("externalId", &json!(long));
                refused(directory.patch(&person, key.clone()).await, "externalId", length);
                refused(directory.patch(&drivers, key).await, "externalId", length);
                let called = replace("displayName", &json!(long));
                refused(directory.patch(&drivers, called).await, "displayName", length);
                refused(directory.patch(&drivers, add(&long)).await, "the value of a member", length);
                let members = json!([{"value": long}]);
                for (body, attribute) in [
                    (group(&long, &Value::Null), "displayName"),
                    (group("Riders", &members), "the value of a member"),
                    (json!({"schemas": [GROUP], "displayName": "R", "externalId": long}), "externalId"),
                ] {
                    refused(directory.post("/Groups", body.clone()).await, attribute, length);
                    refused(directory.put(&drivers, body.clone()).await, attribute, length);
                    assert_eq!(bulk(&directory, "/Groups", &body).await, "400");
                }
            }
        }
        app.settle().await;
    }

    async fn a_key_of_a_thousand_bytes_is_taken_and_outlives_its_person(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let key = noise(1, 1_000);
        let mut body = user("a");
        body["externalId"] = json!(key);
        let path = format!("/Users/{}", okta.post("/Users", body.clone()).await.expect(201).id());
        okta.delete(&path).await.expect(204);
        okta.post("/Users", body).await.expect(201);
        let mut drivers = group(&noise(2, 1_000), &json!([{"value": noise(3, 1_000)}]));
        drivers["externalId"] = json!(noise(4, 1_000));
        okta.post("/Groups", drivers).await.expect(201);
        // Each of these letters is longer when it is folded.
        let letters = "\u{130}".repeat(400);
        refused(okta.post("/Groups", group(&letters, &Value::Null)).await, "displayName", 1_200);
        app.settle().await;
    }
}
