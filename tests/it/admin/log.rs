//! The provisioning log: a wrong filter, a wrong token and a broken body are found again.

use crate::support::{App, stories};
use axum::http::Method;
use muster_app::log::{LogFilter, LogRow, write_all_log};
use serde_json::json;

async fn rows(app: &App, failed: bool) -> Vec<LogRow> {
    write_all_log(&app.ctx, &app.log).await.expect("the log");
    let filter = LogFilter {
        failed,
        limit: 100,
        ..LogFilter::default()
    };
    let reads = app.ctx.store.read();
    reads.request_log().read(&filter).await.expect("rows")
}

fn shown(row: &LogRow) -> String {
    let parts = [
        Some(format!("{} {} {}", row.status, row.method, row.path)),
        row.scim_type.clone(),
        row.body.clone(),
        row.connection
            .is_none()
            .then(|| format!("a stranger, {} times", row.count)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" | ")
}

stories! {
    async fn refused_requests_are_found_again_with_their_reasons(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        okta.get("/Users?filter=title%20like%20%22x%22").await.expect(400);
        let broken = Some(r#"{"userName": "ada""#.to_owned());
        okta.send(Method::POST, "/Users", &[], broken).await.expect(400);
        let stranger = okta.with_token(Some("mus_scim_wrong"));
        for _ in 0..3 {
            stranger.get("/Users").await.expect(401);
        }
        okta.get("/Users").await.expect(200);
        let mut failed: Vec<String> = rows(app, true).await.iter().map(shown).collect();
        failed.sort();
        assert_eq!(
            failed,
            [
                "400 GET /scim/v2/Users?filter=title%20like%20%22***%22 | invalidFilter",
                "400 POST /scim/v2/Users | invalidSyntax | (18 bytes that are not JSON)",
                "401 GET /scim/v2/Users | a stranger, 3 times",
            ]
        );
    }

    async fn a_row_tells_what_was_asked_of_whom_and_nothing_personal(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let body = json!({
            "userName": "ada", "active": false, "password": "canary",
            "name": {"givenName": "Canary"}, "colour": "canary",
        });
        let id = okta.post("/Users", body).await.expect(201).id();
        let [row] = <[LogRow; 1]>::try_from(rows(app, false).await).expect("one row");
        assert_eq!(row.subject, Some(id));
        assert_eq!(row.account, Some(app.account.id));
        assert_eq!(
            row.detail.as_deref(),
            Some(r#""password" is accepted and never stored; unknown attribute "colour""#)
        );
        assert_eq!(
            row.body.as_deref(),
            Some(r#"{"userName":"ada","active":false,"password":"***","name":{"givenName":"***"},"colour":"***"}"#)
        );
        app.settle().await;
    }

    async fn a_body_that_is_too_large_is_refused_and_logged(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let large = format!(r#"{{"userName": "{}"}}"#, "x".repeat(1024 * 1024));
        let refused = okta.send(Method::POST, "/Users", &[], Some(large)).await.expect(413);
        assert_eq!(refused.json()["status"], "413");
        let zipped = [("content-encoding", "gzip")];
        okta.send(Method::POST, "/Users", &zipped, Some("{}".to_owned())).await.expect(415);
        let failed: Vec<u16> = rows(app, true).await.iter().map(|row| row.status).collect();
        assert_eq!(failed, [413, 415]);
    }

    async fn what_took_too_long_is_found_again(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let slow = app.hasty(&okta).stall(Method::POST, "/Users").await.expect(503);
        assert_eq!(slow.headers["retry-after"], "1");
        let [row] = <[LogRow; 1]>::try_from(rows(app, true).await).expect("one row");
        assert_eq!((row.status, row.path.as_str()), (503, "/scim/v2/Users"));
        assert_eq!(Some(row.request_id.as_str()), slow.headers["x-request-id"].to_str().ok());
        assert_eq!(row.detail.as_deref(), slow.json()["detail"].as_str());
    }

    async fn who_hangs_up_is_found_again(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        okta.hang_up("/Users").await;
        let [row] = <[LogRow; 1]>::try_from(rows(app, true).await).expect("one row");
        assert_eq!(
            (row.status, row.detail.as_deref()),
            (499, Some("the client was gone before the answer"))
        );
    }
}
