//! The bundled files that accounts start from.

use super::file::{AccessFile, FileError};
use muster_model::access::{NotAPermission, OWNER_ROLE, Permission, Role};
use muster_model::ids::{Ids, RoleId};

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

/// The built-in roles of a new account: those of the base, some under the names and with the
/// permissions of the preset, and what the preset adds.
pub fn built_in_roles(preset: Option<Preset>, ids: &dyn Ids) -> Result<Vec<Role>, BrokenPreset> {
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
            });
        }
    }
    roles.sort_by(|a, b| (b.priority, &a.slug).cmp(&(a.priority, &b.slug)));
    debug_assert!(roles.iter().any(|role| role.slug == OWNER_ROLE));
    Ok(roles)
}

#[cfg(test)]
mod tests {
    use super::{AccessFile, BASE, Preset, built_in_roles};
    use crate::access::tests::SeededIds;
    use std::collections::HashSet;

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
    fn no_preset_names_a_module_that_does_not_exist() {
        for preset in Preset::ALL {
            let known: HashSet<String> = [BASE, preset.text()]
                .into_iter()
                .flat_map(|text| {
                    let table: toml::Table = toml::from_str(text).unwrap();
                    table["modules"]
                        .as_table()
                        .unwrap()
                        .keys()
                        .cloned()
                        .collect::<Vec<_>>()
                })
                .collect();
            for role in built_in_roles(Some(preset), &SeededIds::default()).unwrap() {
                for permission in &role.permissions {
                    let module = permission.module();
                    assert!(
                        module == "*" || known.contains(module),
                        "{preset:?}: {permission}"
                    );
                }
            }
            assert!(AccessFile::read(preset.text()).is_ok());
        }
    }
}
