//! The bundled files that accounts start from.

use super::file::{AccessFile, FileError};
use super::plan::catalogue::extend;
use super::plan::{settled, visibility_of};
use super::record_sets::{NotAReach, read_reaches};
use muster_model::access::{
    Assigning, Catalogue, NotAPermission, OWNER_ROLE, Permission, RecordSet, Role,
};
use muster_model::ids::{Ids, RecordSetId, RoleId};

/// What every account starts with.
const BASE: &str = include_str!("../../../config/modules/base.toml");

/// A bundled file that fits one kind of product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Fleet maintenance.
    Fleetio,
    /// Case chronology.
    Casefleet,
    /// Expiration tracking.
    Expiration,
    /// Telematics.
    Trackunit,
}

/// A bundled file cannot be read: the program was built wrong.
#[derive(Debug, thiserror::Error)]
pub enum BrokenPreset {
    /// It is no access file.
    #[error("a bundled access file is broken: {0}")]
    File(#[from] FileError),
    /// It names what is no permission.
    #[error("a bundled access file is broken: {0}")]
    Permission(#[from] NotAPermission),
    /// A record set or a role asks for what there is not.
    #[error("a bundled access file is broken: {0}")]
    Reach(#[from] NotAReach),
}

impl Preset {
    /// Every preset.
    pub const ALL: [Self; 4] = [
        Self::Fleetio,
        Self::Casefleet,
        Self::Expiration,
        Self::Trackunit,
    ];

    /// Its name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fleetio => "fleetio",
            Self::Casefleet => "casefleet",
            Self::Expiration => "expiration",
            Self::Trackunit => "trackunit",
        }
    }

    /// The preset of this name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.as_str() == text)
    }

    fn text(self) -> &'static str {
        match self {
            Self::Fleetio => include_str!("../../../config/modules/fleetio.toml"),
            Self::Casefleet => include_str!("../../../config/modules/casefleet.toml"),
            Self::Expiration => include_str!("../../../config/modules/expiration.toml"),
            Self::Trackunit => include_str!("../../../config/modules/trackunit.toml"),
        }
    }
}

/// What can be allowed in a new account: what the base and the preset name.
pub(super) fn catalogue(preset: Option<Preset>) -> Result<Catalogue, BrokenPreset> {
    let mut catalogue = Catalogue::default();
    for text in [Some(BASE), preset.map(Preset::text)].into_iter().flatten() {
        extend(&mut catalogue, &AccessFile::read(text)?)?;
    }
    Ok(catalogue)
}

/// What is settled about assignments in a new account.
pub(super) fn assigning(preset: Option<Preset>) -> Result<Assigning, BrokenPreset> {
    let mut assigning = Assigning::default();
    for text in [Some(BASE), preset.map(Preset::text)].into_iter().flatten() {
        assigning = settled(assigning, &AccessFile::read(text)?)?;
    }
    Ok(assigning)
}

/// The built-in roles of a new account: those of the base, some under the names and with the
/// permissions of the preset, and what the preset adds.
pub fn built_in_roles(preset: Option<Preset>, ids: &dyn Ids) -> Result<Vec<Role>, BrokenPreset> {
    let catalogue = catalogue(preset)?;
    let mut roles: Vec<Role> = Vec::new();
    for text in [Some(BASE), preset.map(Preset::text)].into_iter().flatten() {
        for entry in AccessFile::read(text)?.roles {
            let mut permissions = entry
                .permissions
                .iter()
                .map(|permission| Permission::parse(&permission.value))
                .collect::<Result<Vec<_>, _>>()?;
            permissions.sort();
            roles.retain(|role| role.slug != entry.slug.value);
            roles.push(Role {
                id: RoleId(ids.next()),
                name: entry.name.as_ref().unwrap_or(&entry.slug).value.clone(),
                slug: entry.slug.value,
                priority: entry.priority,
                built_in: true,
                permissions,
                visibility: visibility_of(entry.visibility.as_ref())?,
                records: read_reaches(&entry.records, &catalogue)?,
            });
        }
    }
    roles.sort_by(|a, b| (b.priority, &a.slug).cmp(&(a.priority, &b.slug)));
    debug_assert!(roles.iter().any(|role| role.slug == OWNER_ROLE));
    Ok(roles)
}

/// The record sets of a new account: those of the preset.
pub(super) fn record_sets(
    preset: Option<Preset>,
    catalogue: &Catalogue,
    ids: &dyn Ids,
) -> Result<Vec<RecordSet>, BrokenPreset> {
    let Some(preset) = preset else {
        return Ok(Vec::new());
    };
    let mut sets = Vec::new();
    for entry in AccessFile::read(preset.text())?.record_sets {
        sets.push(RecordSet {
            id: RecordSetId(ids.next()),
            name: entry.name.value,
            of: None,
            types: read_reaches(&entry.types, catalogue)?,
        });
    }
    Ok(sets)
}

#[cfg(test)]
mod tests {
    use super::{Preset, built_in_roles, catalogue, record_sets};
    use crate::access::tests::SeededIds;

    #[test]
    fn every_account_starts_with_the_same_eight_slugs() {
        let roles = built_in_roles(None, &SeededIds::default()).unwrap();
        let slugs: Vec<&str> = roles.iter().map(|role| role.slug.as_str()).collect();
        let all = [
            "owner",
            "admin",
            "manager",
            "user",
            "viewer",
            "reader",
            "guest",
            "notifications",
        ];
        assert_eq!(slugs, all);
        let privileged: Vec<&str> = roles
            .iter()
            .filter(|role| role.is_privileged())
            .map(|role| role.slug.as_str())
            .collect();
        assert_eq!(privileged, ["owner", "admin"]);
    }

    #[test]
    fn a_preset_renames_and_adds() {
        let roles = built_in_roles(Some(Preset::Trackunit), &SeededIds::default()).unwrap();
        let names: Vec<&str> = roles.iter().map(|role| role.name.as_str()).collect();
        let all = [
            "Admin (owner)",
            "Admin",
            "Fleet Admin",
            "Technician",
            "User",
            "Viewer",
            "Reader",
            "Guest",
            "Notifications only",
        ];
        assert_eq!(names, all);
    }

    #[test]
    fn no_preset_allows_what_it_does_not_offer() {
        for preset in Preset::ALL {
            let offered = catalogue(Some(preset)).unwrap();
            for role in built_in_roles(Some(preset), &SeededIds::default()).unwrap() {
                for permission in &role.permissions {
                    assert_eq!(
                        offered.check(permission),
                        Ok(()),
                        "{preset:?} {}",
                        role.slug
                    );
                }
            }
        }
    }

    #[test]
    fn presets_bring_the_record_sets_of_their_products() {
        let told = |preset| {
            let offered = catalogue(Some(preset)).unwrap();
            let sets = record_sets(Some(preset), &offered, &SeededIds::default()).unwrap();
            let names = sets.iter().map(|set| {
                let types: Vec<&str> = set.types.keys().map(String::as_str).collect();
                format!("{} ({})", set.name, types.join(", "))
            });
            let names = names.collect::<Vec<_>>().join("; ");
            format!("{}: {names}", preset.as_str())
                .trim_end()
                .to_owned()
        };
        insta::assert_snapshot!(Preset::ALL.map(told).join("\n"), @r"
        fleetio: Own group (contact, equipment, inspection_form, part_location, vehicle); Assigned only (equipment, vehicle)
        casefleet:
        expiration: Own records (company, contact, equipment, expiration_item, location, vehicle); As contact (expiration_item)
        trackunit:
        ");
    }

    #[test]
    fn every_preset_says_what_its_records_are() {
        let told = |preset| {
            let offered = catalogue(Some(preset)).unwrap();
            let names: Vec<String> = offered.entities.into_iter().map(|one| one.name).collect();
            format!("{}: {}", preset.as_str(), names.join(", "))
        };
        insta::assert_snapshot!(Preset::ALL.map(told).join("\n"), @r"
        fleetio: contact, equipment, inspection_form, part_location, record, vehicle
        casefleet: case, document, record
        expiration: company, contact, equipment, expiration_item, location, record, vehicle
        trackunit: geofence, machine, record
        ");
    }
}
