//! Files that name what can be allowed.

use super::{done, fresh, fresh_as, planned, told};
use crate::access::preset::Preset;
use muster_model::access::Catalogue;

const BOATS: &str = r#"
[modules]
boats = ["view", "view.price", "sail"]

[[entity]]
name = "boat"
module = "boats"
attributes = { status = "text", captain = "person" }

[[role]]
slug = "sailor"
permissions = ["boats.sail", "boats.view"]
"#;

#[test]
fn a_file_may_offer_what_its_roles_allow() {
    let plan = planned(&fresh(), BOATS).unwrap();
    insta::assert_snapshot!(told(&plan), @r"
    6 modules
    + role sailor
    ");
    let account = done(&fresh(), plan);
    assert_eq!(told(&planned(&account, BOATS).unwrap()), "");
    let more = planned(
        &account,
        "[modules]\npeople = [\"view\", \"create\", \"edit\", \"archive\", \"export\", \"promote\"]\n",
    );
    assert_eq!(told(&more.unwrap()), "6 modules");
}

#[test]
fn a_pruned_file_takes_away_what_it_does_not_offer() {
    let account = done(&fresh(), planned(&fresh(), BOATS).unwrap());
    let without = "prune = true\nworkspaces = [\"Yard\"]\n";
    insta::assert_snapshot!(told(&planned(&account, without).unwrap()), @r"
    + workspace Yard
    - role sailor
    ");
    let narrow = "prune = true\n[modules]\nboats = [\"view\"]\n";
    insta::assert_snapshot!(told(&planned(&account, narrow).unwrap()), @r"
    6 modules
    - role sailor
    ");
    let kept = "[modules]\nboats = [\"view\"]\n";
    insta::assert_snapshot!(planned(&account, kept).unwrap_err(), @r#"line 2: role "sailor" allows what would be gone: the module boats has no action for boats.sail: use boats.* or one of: boats.view; keep it, or name the role in this file without it"#);
}

#[test]
fn what_cannot_be_offered_is_refused_with_its_line() {
    let refused = |text: &str| planned(&fresh(), text).unwrap_err();
    insta::assert_snapshot!(refused("[modules]\naccount = [\"users\"]\n"), @r#"line 2: the module account is Muster's own: leave it out, its actions can be allowed in every account"#);
    insta::assert_snapshot!(refused("[modules]\n\"Any boat\" = []\n"), @r#"line 2: "Any boat" is no module: write one word in lower case"#);
    insta::assert_snapshot!(refused("[modules]\nboats = [\n  \"view\",\n  \"Sail\",\n]\n"), @r#"line 4: "boats.Sail" is no action: write module and action, or action.field_group, in lower case"#);
    insta::assert_snapshot!(refused("[modules]\nboats = [\"*\"]\n"), @r#"line 2: "boats.*" is no action: write module and action, or action.field_group, in lower case"#);
    insta::assert_snapshot!(refused("[modules]\nboats = [\"view\", \"view\"]\n"), @r#"line 2: action "view" stands on line 2 already: name it once"#);
    insta::assert_snapshot!(refused("[[entity]]\nname = \"boat\"\nmodule = \"boats\"\n"), @r#"line 3: there is no module "boats"; use one of: account, notifications, people, records, reports"#);
    insta::assert_snapshot!(refused("[[entity]]\nname = \"A boat\"\nmodule = \"records\"\n"), @r#"line 2: "A boat" cannot name an entity type: use 1 to 63 letters, digits, - and _, a lower-case letter first"#);
    insta::assert_snapshot!(refused("[[entity]]\nname = \"boat\"\nmodule = \"records\"\nattributes = { length = \"feet\" }\n"), @r#"line 4: "feet" is no kind of attribute: use one of: text, number, boolean, date_time, person, group"#);
    insta::assert_snapshot!(refused("[[entity]]\nname = \"boat\"\nmodule = \"records\"\nattributes = { iD = \"number\" }\n"), @r#"line 4: "iD" is no attribute of its own: every record has an id, which is a text; leave it out, or take another name"#);
    insta::assert_snapshot!(refused("[[entity]]\nname = \"paper\"\nmodule = \"records\"\nattributes = { record = \"number\" }\nassigned_by = \"record\"\n"), @r#"line 5: paper cannot be assigned by "record": make the attribute a text: it holds ids of records"#);
    insta::assert_snapshot!(refused("[[entity]]\nname = \"paper\"\nmodule = \"records\"\nattributes = { record = \"text\" }\nassigned_by = \"page\"\n"), @r#"line 5: paper cannot be assigned by "page": name an attribute of it that is called after another entity type, whose own assignment counts"#);
    insta::assert_snapshot!(refused("[[entity]]\nname = \"boat\"\nmodule = \"records\"\nplaces = [\n  \"harbour\",\n]\n"), @r#"line 5: "harbour" is no place: use one of: workspace, fleet_group"#);
    insta::assert_snapshot!(refused("[[entity]]\nname = \"boat\"\nmodule = \"records\"\nplaces = [\"workspace\", \"workspace\"]\n"), @r#"line 4: place "workspace" stands on line 4 already: name it once"#);
    insta::assert_snapshot!(refused("[modules]\nrecords = [\"view\"]\n"), @r#"line 2: role "user" allows what would be gone: the module records has no action for records.create: use records.* or one of: records.view; keep it, for the role is built in"#);
    insta::assert_snapshot!(refused("[[role]]\nslug = \"sailor\"\npermissions = [\n  \"records.view\",\n  \"boats.sail\",\n]\n"), @r#"line 5: there is no module "boats" for boats.sail: use one of: account, notifications, people, records, reports"#);
}

#[test]
fn what_a_preset_offers_stays_offered() {
    let file = "prune = true\n[[entity]]\nname = \"licence\"\nmodule = \"records\"\n";
    let fleet = fresh_as(Some(Preset::Fleetio));
    let pruned = done(&fleet, planned(&fleet, file).unwrap());
    let offered = &pruned.policy.catalogue;
    assert_eq!(offered.modules, fleet.policy.catalogue.modules);
    assert_eq!(
        offered.entities.len(),
        fleet.policy.catalogue.entities.len() + 1
    );

    let mut older = fresh_as(Some(Preset::Fleetio));
    older.policy.catalogue = Catalogue::default();
    let named = done(
        &older,
        planned(&older, &file.replace("true", "false")).unwrap(),
    );
    assert_eq!(named.policy.catalogue, *offered);
}
