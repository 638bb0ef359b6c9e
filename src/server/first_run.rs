//! The banner of the first start: on stdout, never in the log.

use crate::cli::{Failure, print_line};
use crate::wire::Opened;
use muster_app::admin::{FirstRun, begin_first_run};

/// Fills an empty database, and tells the person at the terminal how to go on.
pub(crate) async fn begin(opened: &Opened) -> Result<(), Failure> {
    let lifetime = opened.config.tokens.connection_lifetime;
    if let Some(first) = begin_first_run(&opened.ctx, lifetime).await? {
        // Without a reader nobody misses it.
        let _ = print_line(&banner(opened, &first));
    }
    Ok(())
}

fn banner(opened: &Opened, first: &FirstRun) -> String {
    let base = opened.ctx.scim_base_url();
    let mut text = format!(
        "\nMuster is new here. Choose the first owner's password (the link works once):\n\n  {}\n",
        first.link
    );
    // In production a token on a terminal would end in some collector of logs.
    let more = if opened.config.server.is_production() {
        format!(
            "\nA directory is connected with\n\n  \
             muster connection create --account {} --name okta\n\nand pushes people to {base}\n",
            first.account.slug
        )
    } else {
        format!(
            "\nCreate a user as a directory would, over the connection `{}`:\n\n{}\n",
            first.created.connection.name,
            curl(&base, first.created.bearer.reveal())
        )
    };
    text.push_str(&more);
    text
}

fn curl(base: &str, token: &str) -> String {
    let user = r#"{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ada@example.com", "name": {"givenName": "Ada", "familyName": "Lovelace"}, "emails": [{"value": "ada@example.com", "primary": true}], "active": true}"#;
    format!(
        "  curl -i {base}/Users \\\n    -H 'Authorization: Bearer {token}' \\\n    \
         -H 'Content-Type: application/scim+json' \\\n    -d '{user}'"
    )
}
