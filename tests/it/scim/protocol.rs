//! The protocol around the resources: methods, paths, headers and conditions (RFC 7644 3).

use crate::support::{Answer, App, Client, stories};
use axum::http::Method;
use insta::assert_snapshot;
use serde_json::{Value, json};

const PATCH: &str = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/// Every path that there is, with what it may be asked.
const PATHS: [(&str, &str); 7] = [
    ("/Users", "GET,HEAD,POST,OPTIONS"),
    ("/Users/1", "GET,HEAD,PUT,PATCH,DELETE,OPTIONS"),
    ("/Groups", "GET,HEAD,POST,OPTIONS"),
    ("/Groups/1", "GET,HEAD,PUT,PATCH,DELETE,OPTIONS"),
    ("/Bulk", "POST,OPTIONS"),
    ("/Schemas", "GET,HEAD,OPTIONS"),
    ("/ServiceProviderConfig", "GET,HEAD,OPTIONS"),
];

async fn ada(client: &Client) -> Answer {
    let body = json!({"userName": "ada", "externalId": "1", "title": "Countess", "active": false});
    client.post("/Users", body).await.expect(201)
}

fn set_title(title: &str) -> String {
    let operation = json!({"op": "replace", "path": "title", "value": title});
    json!({"schemas": [PATCH], "Operations": [operation]}).to_string()
}

/// A SCIM error whose body repeats the status as a string (RFC 7644 3.12).
#[track_caller]
fn scim_error(answer: &Answer, status: u16) -> Value {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.text);
    assert_eq!(answer.headers["content-type"], "application/scim+json");
    let body = answer.json();
    assert_eq!(
        body["schemas"],
        json!(["urn:ietf:params:scim:api:messages:2.0:Error"])
    );
    assert_eq!(body["status"], json!(status.to_string()));
    assert!(
        body["detail"]
            .as_str()
            .is_some_and(|detail| !detail.is_empty())
    );
    body
}

#[track_caller]
fn header(answer: &Answer, name: &str) -> String {
    let value = answer
        .headers
        .get(name)
        .unwrap_or_else(|| panic!("{name}: {}", answer.shown()));
    value.to_str().expect("text").to_owned()
}

stories! {
    async fn head_is_get_without_a_body(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let id = ada(&okta).await.id();
        for path in ["/Users", &format!("/Users/{id}"), "/Groups", "/Schemas", "/ResourceTypes/User", "/ServiceProviderConfig", "/Users/nobody"] {
            let get = okta.get(path).await;
            let head = okta.send(Method::HEAD, path, &[], None).await;
            assert_eq!((head.status, head.text.as_str()), (get.status, ""), "{path}");
            for name in ["content-type", "etag", "content-location"] {
                assert_eq!(head.headers.get(name), get.headers.get(name), "{name} of {path}");
            }
        }
        let known = okta.send(Method::HEAD, &format!("/Users/{id}"), &[("if-none-match", "*")], None).await;
        assert_eq!(known.status.as_u16(), 304);
        app.settle().await;
    }

    async fn options_tells_what_a_path_knows_also_to_strangers(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        for client in [okta.clone(), okta.with_token(None)] {
            for (path, allow) in PATHS {
                let answer = client.send(Method::OPTIONS, path, &[], None).await.expect(204);
                assert_eq!((header(&answer, "allow").as_str(), answer.text.as_str()), (allow, ""), "{path}");
            }
        }
        let nowhere = okta.send(Method::OPTIONS, "/Cars", &[], None).await;
        scim_error(&nowhere, 404);
    }

    async fn a_method_that_a_path_does_not_know_is_405_with_what_it_knows(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        for (path, allow) in PATHS {
            let methods = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::TRACE];
            for method in methods.into_iter().filter(|method| !allow.split(',').any(|known| known == method.as_str())) {
                let refused = okta.send(method.clone(), path, &[], Some("{}".to_owned())).await;
                scim_error(&refused, 405);
                assert_eq!(header(&refused, "allow"), allow, "{method} {path}");
            }
        }
    }

    async fn a_path_that_is_no_endpoint_is_a_scim_error(app: &App) {
        let okta = app.connection("Okta", "lenient").await.below("");
        for path in [
            "/scim/v2/Foo", "/scim/v2/Foo/1", "/scim/v2/Users/1/2", "/scim/v2/users", "/scim/v2/%ff",
            "/scim/v2/Users/%ff", "/scim/v2/Users/%00", "/scim/v2/Users/%2e%2e", "/scim/v2/Users/%2F",
            "/scim/v2//Foo//", "/scim/Foo", "/scim/v2/ResourceTypes/Car", "/scim/v2/Schemas/urn:nobody",
            "/scim/v2/Users/..", "/scim/v2/Users/.scim",
        ] {
            scim_error(&okta.get(path).await, 404);
            let stranger = okta.with_token(None).get(path).await;
            assert!([401, 404].contains(&stranger.status.as_u16()), "{path}: {}", stranger.text);
        }
        let other = okta.get("/scim/v1/Users").await;
        assert_eq!(scim_error(&other, 400)["scimType"], "invalidVers");
        let elsewhere = okta.get("/scimitar").await.expect(404);
        assert_eq!(elsewhere.headers["content-type"], "application/problem+json");
    }

    async fn an_endpoint_is_found_with_and_without_its_version(app: &App) {
        let okta = app.connection("Okta", "lenient").await.below("");
        let created = okta.post("/scim/Users", json!({"userName": "ada", "active": false})).await.expect(201);
        // Locations are always the full form.
        let location = format!("https://muster.example.com/scim/v2/Users/{}", created.id());
        assert_eq!(created.json()["meta"]["location"], json!(location));
        let id = created.id();
        for path in [
            format!("/scim/v2/Users/{id}"), format!("/scim/Users/{id}"), format!("/scim/v2/Users/{id}/"),
            format!("/scim/v2//Users/{id}"), format!("/scim/v2/Users/{id}.scim"),
        ] {
            assert_eq!(okta.get(&path).await.expect(200).json(), created.json(), "{path}");
        }
        for path in ["/scim/Users?count=1", "/scim/v2/Users/?count=1", "/scim/v2/Users.scim?count=1"] {
            assert_eq!(okta.get(path).await.expect(200).json()["totalResults"], json!(1), "{path}");
        }
        app.settle().await;
    }

    async fn whatever_is_accepted_the_answer_is_scim(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        for accept in ["application/scim+json", "application/json", "*/*", "text/html, application/xml;q=0.9", "nonsense", ""] {
            let answer = okta.send(Method::GET, "/Users", &[("accept", accept)], None).await.expect(200);
            assert_eq!(answer.headers["content-type"], "application/scim+json", "{accept}");
        }
    }

    async fn a_body_may_be_as_large_as_is_said(app: &App) {
        const MIB: usize = 1024 * 1024;
        let okta = app.connection("Okta", "lenient").await;
        let bulk = json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
            {"method": "POST", "path": "/Users", "bulkId": "a", "data": {"userName": "bob"}}
        ]});
        let most = [
            ("/Users", json!({"userName": "ada"}), MIB, 201),
            ("/Groups", json!({"displayName": "Drivers"}), 16 * MIB, 201),
            ("/Bulk", bulk, 4 * MIB, 200),
        ];
        for (path, body, bytes, status) in most {
            let text = body.to_string();
            let padded = |bytes: usize| Some(text.clone() + &" ".repeat(bytes - text.len()));
            okta.send(Method::POST, path, &[], padded(bytes + 1)).await.expect(413);
            okta.send(Method::POST, path, &[], padded(bytes)).await.expect(status);
        }
        app.settle().await;
    }

    async fn a_body_is_json_under_either_name(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let path = format!("/Users/{}", ada(&okta).await.id());
        let send = |media_type: &'static str| {
            let headers = [("content-type", media_type)];
            let (okta, path) = (okta.clone(), path.clone());
            async move { okta.send(Method::PATCH, &path, &headers, Some(set_title("Countess"))).await }
        };
        for fine in [
            "application/scim+json", "application/json", "application/scim+json; charset=utf-8",
            "Application/JSON;Charset=\"UTF-8\"", "",
        ] {
            send(fine).await.expect(200);
        }
        for other in ["text/plain", "application/xml", "application/json+scim", "application/json; charset=utf-16"] {
            scim_error(&send(other).await, 415);
        }
        app.settle().await;
    }

    async fn a_version_that_is_known_is_not_sent_again(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let id = ada(&okta).await.id();
        let group = okta.post("/Groups", json!({"displayName": "drivers"})).await.expect(201).id();
        let asks = async |path: &str, known: &str| {
            let answer = okta.send(Method::GET, path, &[("if-none-match", known)], None).await;
            if answer.status.as_u16() == 304 {
                assert_eq!((header(&answer, "etag").as_str(), answer.text.as_str()), ("W/\"1\"", ""));
            }
            answer.status.as_u16()
        };
        for path in [format!("/Users/{id}"), format!("/Groups/{group}")] {
            for known in ["W/\"1\"", "\"1\"", "W/\"7\", W/\"1\"", "*"] {
                assert_eq!(asks(&path, known).await, 304, "{known}");
            }
            for other in ["W/\"2\"", "\"11\"", "W/\"7\", W/\"8\"", ""] {
                assert_eq!(asks(&path, other).await, 200, "{other}");
            }
        }
        assert_eq!(asks("/Users/3f1c2d4e-0000-7000-8000-00000000dead", "*").await, 404);
        app.settle().await;
    }

    async fn a_change_of_another_version_is_refused(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let user = format!("/Users/{}", ada(&okta).await.id());
        let group = okta.post("/Groups", json!({"displayName": "drivers"})).await.expect(201).id();
        let group = format!("/Groups/{group}");
        let name = |name: &str| json!({"schemas": [PATCH], "Operations": [{"op": "replace", "path": "displayName", "value": name}]}).to_string();
        for path in [&user, &group] {
            let put = json!({"userName": "ada", "displayName": "drivers"}).to_string();
            for (method, body) in [(Method::PUT, Some(put)), (Method::PATCH, Some(name("x"))), (Method::DELETE, None)] {
                for other in ["W/\"2\"", "\"2\"", "W/\"2\", W/\"3\"", "\"\""] {
                    let refused = okta.send(method.clone(), path, &[("if-match", other)], body.clone()).await;
                    scim_error(&refused, 412);
                }
            }
            let mut version = 1;
            for matches in ["W/\"7\", W/\"1\"", "\"2\"", "*"] {
                let body = Some(name(&format!("drivers {version}")));
                let done = okta.send(Method::PATCH, path, &[("if-match", matches)], body).await.expect(200);
                version += 1;
                assert_eq!(header(&done, "etag"), format!("W/\"{version}\""));
            }
            let tag = format!("W/\"{version}\"");
            okta.send(Method::DELETE, path, &[("if-match", &tag)], None).await.expect(204);
        }
        app.settle().await;
    }

    async fn of_writers_who_race_with_one_tag_one_wins(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let path = format!("/Users/{}", ada(&okta).await.id());
        for version in 1..5 {
            let tag = format!("W/\"{version}\"");
            let write = |title: String| {
                let (okta, path, tag) = (okta.clone(), path.clone(), tag.clone());
                async move {
                    let answer = okta.send(Method::PATCH, &path, &[("if-match", &tag)], Some(set_title(&title))).await;
                    answer.status.as_u16()
                }
            };
            let title = |writer: &str| format!("{writer} {version}");
            let (one, two, three) = tokio::join!(write(title("one")), write(title("two")), write(title("three")));
            let mut statuses = [one, two, three];
            statuses.sort_unstable();
            assert_eq!(statuses, [200, 412, 412]);
        }
        app.settle().await;
    }

    async fn who_prefers_no_body_gets_none(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let minimal = [("prefer", "return=minimal")];
        let body = json!({"userName": "ada", "active": false}).to_string();
        let created = okta.send(Method::POST, "/Users", &minimal, Some(body.clone())).await.expect(201);
        assert_eq!(created.text, "");
        assert_eq!((header(&created, "etag").as_str(), header(&created, "preference-applied").as_str()), ("W/\"1\"", "return=minimal"));
        let location = header(&created, "location");
        let path = location.strip_prefix("https://muster.example.com/scim/v2").expect("a location").to_owned();
        for (method, body) in [(Method::PUT, body), (Method::PATCH, set_title("Countess"))] {
            let quiet = okta.send(method.clone(), &path, &minimal, Some(body.clone())).await.expect(204);
            assert_eq!((header(&quiet, "preference-applied").as_str(), quiet.text.as_str()), ("return=minimal", ""));
            let whole = [("prefer", "respond-async, return=representation")];
            let shown = okta.send(method.clone(), &path, &whole, Some(body.clone())).await.expect(200);
            assert_eq!(header(&shown, "preference-applied"), "return=representation");
            // RFC 7644 3.5.2: with `attributes` there is always a body.
            let asked = okta.send(method, &format!("{path}?attributes=userName"), &minimal, Some(body)).await.expect(200);
            assert_eq!(asked.headers.get("preference-applied"), None);
        }
        let entra = app.connection("Entra", "entra").await;
        let group = entra.post("/Groups", json!({"displayName": "drivers"})).await.expect(201).id();
        let rename = json!({"schemas": [PATCH], "Operations": [{"op": "replace", "path": "displayName", "value": "riders"}]});
        let group = format!("/Groups/{group}");
        entra.send(Method::PATCH, &group, &[], Some(rename.to_string())).await.expect(204);
        let whole = [("prefer", "return=representation")];
        entra.send(Method::PATCH, &group, &whole, Some(rename.to_string())).await.expect(200);
        app.settle().await;
    }

    async fn every_answer_holds_what_was_asked_for(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let body = json!({"userName": "ada", "title": "Countess", "displayName": "Ada", "active": false});
        let keys = |answer: &Answer| {
            let json = answer.json();
            json.as_object().expect("an object").keys().cloned().collect::<Vec<_>>().join(" ")
        };
        let only = "?attributes=title";
        let created = okta.post(&format!("/Users{only}"), body.clone()).await.expect(201);
        let path = format!("/Users/{}", created.id());
        let replaced = okta.put(&format!("{path}{only}"), body.clone()).await.expect(200);
        let patched = okta.patch(&format!("{path}{only}"), json!([{"op": "replace", "path": "nickName", "value": "A"}])).await.expect(200);
        let read = okta.get(&format!("{path}{only}")).await.expect(200);
        for answer in [created, replaced, patched, read] {
            assert_eq!(keys(&answer), "schemas id title");
        }
        let without = format!("{path}?excludedAttributes=title,meta,active,urn:ietf:params:scim:schemas:extension:muster:2.0:User");
        let replaced = okta.put(&without, body).await.expect(200);
        assert_eq!(keys(&replaced), "schemas id userName displayName");
        let both = okta.put(&format!("{path}?attributes=title&excludedAttributes=meta"), json!({"userName": "ada"})).await;
        assert_eq!(scim_error(&both, 400)["scimType"], "invalidValue");
        app.settle().await;
    }

    async fn every_answer_says_where_the_resource_is(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let rename = json!([{"op": "replace", "path": "displayName", "value": "new"}]);
        for (endpoint, body) in [("/Users", json!({"userName": "ada", "active": false})), ("/Groups", json!({"displayName": "drivers"}))] {
            let created = okta.post(endpoint, body.clone()).await.expect(201);
            let location = format!("https://muster.example.com/scim/v2{endpoint}/{}", created.id());
            assert_eq!(header(&created, "location"), location);
            let path = format!("{endpoint}/{}", created.id());
            let replaced = okta.put(&path, body).await.expect(200);
            let patched = okta.patch(&path, rename.clone()).await.expect(200);
            let read = okta.get(&path).await.expect(200);
            for answer in [created, replaced, patched, read] {
                let meta = &answer.json()["meta"];
                assert_eq!(meta["location"], json!(location));
                assert_eq!(header(&answer, "content-location"), location);
                assert_eq!(meta["version"], json!(header(&answer, "etag")));
            }
        }
        app.settle().await;
    }

    async fn a_stranger_is_told_how_to_identify(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        for client in [okta.with_token(None), okta.with_token(Some("mus_scim_wrong"))] {
            for (method, path) in [(Method::GET, "/Users"), (Method::PATCH, "/Users/1"), (Method::DELETE, "/Groups/1"), (Method::POST, "/Bulk")] {
                let refused = client.send(method, path, &[], Some("{}".to_owned())).await;
                scim_error(&refused, 401);
                assert!(header(&refused, "www-authenticate").starts_with("Bearer "));
            }
        }
        // RFC 7643 5: what the server can do is readable by everybody.
        okta.with_token(None).get("/ServiceProviderConfig").await.expect(200);
    }

    async fn who_asks_too_fast_is_told_when_to_come_back(app: &App) {
        let okta = app.limited(&app.connection("Okta", "lenient").await, 1, 1);
        let mut refused = okta.get("/Users").await;
        for _ in 0..50 {
            if refused.status.as_u16() == 429 {
                break;
            }
            refused = okta.get("/Users").await;
        }
        scim_error(&refused, 429);
        assert_eq!(header(&refused, "retry-after"), "1");
    }

    async fn one_user_name_has_many_spellings(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let spelt = "JosÉ.Ｍuñoz";
        let body = json!({"userName": spelt, "active": false});
        let created = okta.post("/Users", body).await.expect(201);
        assert_eq!(created.json()["userName"], json!(spelt));
        for other in ["josé.muñoz", "Jose\u{301}.mun\u{303}oz", "ＪＯＳÉ．ｍｕñｏｚ", spelt] {
            let again = okta.post("/Users", json!({"userName": other, "active": false})).await;
            assert_eq!(scim_error(&again, 409)["scimType"], "uniqueness", "{other}");
            for filter in [format!("userName eq \"{other}\""), format!("userName sw \"{other}\" and not (title pr)")] {
                let query: String = url::form_urlencoded::byte_serialize(filter.as_bytes()).collect();
                let found = okta.get(&format!("/Users?filter={query}")).await.expect(200).json();
                assert_eq!(found["Resources"][0]["userName"], json!(spelt), "{filter}");
            }
        }
        okta.post("/Users", json!({"userName": "jose.munoz", "active": false})).await.expect(201);
        // The same name in another spelling is a new spelling, and no conflict with itself.
        let path = format!("/Users/{}", created.id());
        let renamed = okta.put(&path, json!({"userName": "josé.muñoz", "active": false})).await.expect(200);
        assert_eq!(renamed.json()["userName"], json!("josé.muñoz"));
        app.settle().await;
    }

    async fn a_put_without_an_id_reads_like_this(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        assert_snapshot!(okta.put("/Users", json!({})).await.shown(), @r#"
        405 Method Not Allowed
        content-type: application/scim+json
        allow: GET,HEAD,POST,OPTIONS

        {
          "schemas": [
            "urn:ietf:params:scim:api:messages:2.0:Error"
          ],
          "status": "405",
          "detail": "this endpoint does not know this method"
        }
        "#);
    }
}
