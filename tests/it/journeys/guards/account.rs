//! Break-glass: a directory only beside an owner outside of all, and owners' doors and words are theirs.

use super::estate::Estate;
use super::table::Table;
use crate::support::{App, stories};
use muster_app::access::Preset;
use muster_app::admin::CreateAccount;
use muster_model::connection::TokenRole;
use muster_store::Acting;
use serde_json::json;

/// An account without an owner, which the command line connects all the same.
async fn connected(app: &App, preset: Preset, table: &mut Table) {
    table.guard("a directory is connected without an owner outside of all");
    let work = CreateAccount {
        slug: format!("{}-bare", preset.as_str()),
        name: "Bare".to_owned(),
        preset: Some(preset),
        owner: None,
    };
    let made = app.ctx.store.perform(Acting::command_line(), work).await;
    let account = made.expect("an account").0.id;
    let owner = app.admin_of(account, TokenRole::Owner).await;
    let okta = json!({"name": "Okta"});
    let asked = owner.post("/connections", okta).await;
    table.door("api", Estate::answered(&asked));
    let okta = app.connection_of(account, "Okta", "lenient").await;
    okta.get("/Users").await.expect(200);
    table.door("command line", "done");
    table.none("directory", "it connects nothing");
    table.none("rule", "it connects nothing");
    table.none("bulk", "it is about people");
}

async fn doors(estate: &Estate<'_>, table: &mut Table) {
    let domains = json!({"verified_domains": ["evil.example"]});
    table.guard("a domain is said to be the account's");
    let asked = Estate::change(&estate.admin, "/account", domains.clone()).await;
    table.door("api, admin", Estate::answered(&asked));
    let asked = Estate::change(&estate.owner, "/account", domains).await;
    table.door("api, owner", Estate::answered(&asked));
    let file = "verified_domains = [\"good.example\"]";
    table.door("command line", estate.apply(file).await);
    table.none("directory", "it has no attribute");
    table.none("rule", "it gives no domain");

    table.guard("an owner's address is moved");
    let person = format!("/people/{}", estate.olga);
    let mine = json!({"email": "mallory@example.com"});
    let asked = Estate::change(&estate.admin, &person, mine).await;
    table.door("api, admin", Estate::answered(&asked));
    let hers = json!({"email": estate.address("olga")});
    let asked = Estate::change(&estate.owner, &person, hers).await;
    table.door("api, owner", Estate::answered(&asked));
    table.none("directory", "it does not know her");
    table.none("rule", "it gives no address");
    table.none("command line", "no command moves it");
}

stories! {
    async fn an_account_is_not_lost_to_a_directory(app: &App) {
        for preset in Preset::ALL {
            let mut table = Table::default();
            connected(app, preset, &mut table).await;
            let estate = Estate::open(app, preset).await;
            doors(&estate, &mut table).await;
            insta::assert_snapshot!("account", table);
        }
        app.settle().await;
    }
}
