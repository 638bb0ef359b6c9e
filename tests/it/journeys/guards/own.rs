//! Nobody is judge in their own cause, whatever they are.

use super::estate::Estate;
use super::table::Table;
use crate::support::{App, stories};
use muster_app::access::Preset;
use muster_app::people::{
    Card, DeactivatePerson, DeletePerson, GiveAccess, Given, PersonError, UpdatePerson, Which,
};
use muster_store::Work;
use serde_json::json;

/// What somebody is told who does this to themselves, as the pages of the console will let them.
async fn tries<W>(estate: &Estate<'_>, id: &str, work: W) -> String
where
    W: Work<Error = PersonError>,
{
    let acting = Estate::hand_of(id);
    let tried = estate.app.ctx.store.perform(acting, work).await;
    tried
        .err()
        .map_or_else(|| "done".to_owned(), |why| why.code().to_owned())
}

fn which(estate: &Estate<'_>, id: &str) -> Which {
    Which {
        account: estate.account,
        person: id.parse().expect("an id"),
        if_match: None,
    }
}

fn role(slug: &str) -> Given {
    Given {
        role: Some(Some(slug.to_owned())),
        ..Given::default()
    }
}

fn email(address: &str) -> Card {
    Card {
        email: Some(Some(address.to_owned())),
        ..Card::default()
    }
}

fn title() -> Card {
    Card {
        title: Some(Some("Chief".to_owned())),
        ..Card::default()
    }
}

/// The same guards for an administrator and for an owner.
async fn of_oneself(estate: &Estate<'_>, table: &mut Table, who: &str, id: &str) {
    let me = || which(estate, id);
    table.guard(&format!("one's own things, {who}"));
    let given = role("viewer");
    let work = GiveAccess { which: me(), given };
    table.door("role", tries(estate, id, work).await);
    let given = Given {
        workspaces: Some(vec!["all".to_owned()]),
        ..Given::default()
    };
    let work = GiveAccess { which: me(), given };
    table.door("workspaces", tries(estate, id, work).await);
    table.door(
        "deactivation",
        tries(estate, id, DeactivatePerson(me())).await,
    );
    table.door("deletion", tries(estate, id, DeletePerson(me())).await);
    let card = email("mine@example.com");
    let work = UpdatePerson { which: me(), card };
    table.door("address", tries(estate, id, work).await);
    let (which, card) = (me(), title());
    let work = UpdatePerson { which, card };
    table.door("title", tries(estate, id, work).await);
}

async fn of_others(estate: &Estate<'_>, table: &mut Table, adam: &str) {
    table.guard("the same things of somebody else, by an administrator");
    let bob = || which(estate, &estate.bob);
    let given = role("viewer");
    let which = bob();
    table.door(
        "role",
        tries(estate, adam, GiveAccess { which, given }).await,
    );
    let card = email(&estate.address("robert"));
    let which = bob();
    table.door(
        "address",
        tries(estate, adam, UpdatePerson { which, card }).await,
    );
    table.door(
        "deactivation",
        tries(estate, adam, DeactivatePerson(bob())).await,
    );
    table.door("deletion", tries(estate, adam, DeletePerson(bob())).await);
}

stories! {
    async fn nobody_is_judge_in_their_own_cause(app: &App) {
        for preset in Preset::ALL {
            let estate = Estate::open(app, preset).await;
            let adam = estate.joined("adam").await;
            let grants = format!("/people/{adam}/grants");
            let admin = json!({"role": "admin"});
            estate.owner.put(&grants, admin).await.expect(200);
            let mut table = Table::default();
            of_oneself(&estate, &mut table, "an administrator", &adam).await;
            of_oneself(&estate, &mut table, "an owner", &estate.olga).await;
            of_others(&estate, &mut table, &adam).await;
            table.guard("one's own things, elsewhere");
            table.none("api", "a token is nobody");
            table.none("bulk", "a token is nobody");
            table.none("directory", "it is nobody");
            table.none("rule", "it is nobody");
            table.none("command line", "a shell is nobody");
            insta::assert_snapshot!("own", table);
        }
        app.settle().await;
    }
}
