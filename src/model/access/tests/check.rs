//! One question after the other, and the first term that fails.

use super::fixture::{CHICAGO, OFFICE, TECHNICIAN, WEST, YARD, compiled, grant, policy};
use crate::access::{
    Access, Asked, Assigned, Catalogue, Decision, Dimension, EntityType, Me, Module, Named,
    Permission, Place, PlaceKind, Question, Record, Scope, Source, Term, decide,
};
use crate::ids::{FleetGroupId, WorkspaceId};
use crate::people::Status;

fn offered() -> Catalogue {
    Catalogue {
        modules: ["people", "vehicles"]
            .map(|name| Module {
                name: name.to_owned(),
                actions: vec!["view".to_owned(), "edit".to_owned()],
            })
            .to_vec(),
        ..Catalogue::default()
    }
}

fn ask(
    status: Status,
    action: &str,
    workspace: Option<WorkspaceId>,
    fleet_group: Option<FleetGroupId>,
) -> Decision {
    let grants = [
        grant(Dimension::Role, &TECHNICIAN.to_string(), Source::Manual),
        grant(Dimension::Workspace, &YARD.to_string(), Source::Manual),
        grant(Dimension::FleetGroup, &CHICAGO.to_string(), Source::Manual),
    ];
    let access = compiled(&grants, &[], &policy(Vec::new())).access;
    let question = Question {
        action: Permission::parse(action).unwrap(),
        workspace: Place::of(workspace),
        fleet_group: Place::of(fleet_group),
        record: None,
    };
    let asked = Asked {
        status,
        access: &access,
        me: &Me::with(&access),
        assigned: &Assigned::default(),
    };
    decide(&asked, &offered(), &question)
}

#[test]
fn the_first_term_that_fails_is_told() {
    let no = |status, action, workspace, group| match ask(status, action, workspace, group) {
        Decision::Denied(term) => term,
        other => panic!("{other:?}"),
    };
    let (office, west) = (Some(OFFICE), Some(WEST));
    assert_eq!(
        no(Status::Invited, "boats.view", office, west),
        Term::Action
    );
    assert_eq!(
        no(Status::Invited, "people.view", office, west),
        Term::Status
    );
    assert_eq!(no(Status::Active, "people.view", office, west), Term::Role);
    assert_eq!(
        no(Status::Active, "vehicles.view", office, west),
        Term::Workspace
    );
    assert_eq!(
        no(Status::Active, "vehicles.view", Some(YARD), west),
        Term::Fleet
    );
}

#[test]
fn only_who_is_active_may_do_anything() {
    for status in [
        Status::NoAccess,
        Status::Invited,
        Status::Deactivated,
        Status::Deleted,
    ] {
        let denied = Decision::Denied(Term::Status);
        assert_eq!(ask(status, "vehicles.view", None, None), denied);
    }
}

#[test]
fn yes_comes_with_what_gives_it() {
    let told = |workspace, group| match ask(Status::Active, "vehicles.edit", workspace, group) {
        Decision::Allowed(because) => because
            .iter()
            .map(|one| format!("{} {}", one.dimension.as_str(), one.value))
            .collect::<Vec<_>>()
            .join(", "),
        other => panic!("{other:?}"),
    };
    insta::assert_snapshot!(told(None, None), @"role Technician");
    insta::assert_snapshot!(told(Some(YARD), None), @"role Technician, workspace Yard");
    insta::assert_snapshot!(told(Some(YARD), Some(CHICAGO)), @"role Technician, workspace Yard, fleet_group Chicago");
}

/// What somebody with these workspaces is told of a boat that has such places.
fn of_a_boat(
    places: &[PlaceKind],
    workspaces: Scope<WorkspaceId>,
    workspace: Place<WorkspaceId>,
) -> String {
    let boat = EntityType {
        name: "boat".to_owned(),
        module: "vehicles".to_owned(),
        attributes: Vec::new(),
        assigned_by: None,
        places: places.to_vec(),
    };
    let catalogue = Catalogue {
        entities: vec![boat],
        ..offered()
    };
    let access = Access {
        permissions: vec!["*".to_owned()],
        workspaces,
        ..Access::nothing()
    };
    let asked = Asked {
        status: Status::Active,
        access: &access,
        me: &Me::with(&access),
        assigned: &Assigned::default(),
    };
    let question = Question {
        action: Permission::parse("vehicles.view").unwrap(),
        workspace,
        fleet_group: Place::Unsaid,
        record: Some(Record {
            entity: "boat".to_owned(),
            ..Record::default()
        }),
    };
    match decide(&asked, &catalogue, &question) {
        Decision::Allowed(_) => "yes".to_owned(),
        Decision::Denied(term) => term.as_str().to_owned(),
        Decision::Unsaid(attribute) => format!("unsaid {attribute}"),
    }
}

#[test]
fn a_place_left_out_opens_nothing_where_records_have_one() {
    let yard = Named {
        id: YARD,
        name: "Yard".to_owned(),
    };
    let its = [PlaceKind::Workspace];
    let table = [
        (Place::Unsaid, ["yes", "unsaid workspace", "workspace"]),
        (Place::Nowhere, ["yes", "workspace", "workspace"]),
        (Place::At(YARD), ["yes", "yes", "workspace"]),
        (Place::At(OFFICE), ["yes", "workspace", "workspace"]),
    ];
    for (place, wanted) in table {
        let held = [Scope::All, Scope::Some(vec![yard.clone()]), Scope::None];
        for (held, wanted) in held.into_iter().zip(wanted) {
            assert_eq!(of_a_boat(&its, held, place), wanted, "{place:?}");
        }
    }
    // A list of none is none; without the place in the type nobody asks for it.
    let none = Scope::Some(Vec::new());
    assert_eq!(of_a_boat(&its, none, Place::Unsaid), "workspace");
    for place in [Place::Unsaid, Place::Nowhere] {
        assert_eq!(of_a_boat(&[], Scope::None, place), "yes");
    }
}
