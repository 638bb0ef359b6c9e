//! Where the attributes of one kind of resource lie.

/// A table of attributes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attributes {
    /// Its name.
    pub(crate) table: &'static str,
    /// Its column with the id of the resource.
    pub(crate) owner: &'static str,
    /// The id of the resource in a statement that lists resources.
    pub(crate) id: &'static str,
}

/// Those of people, `p` in a list.
pub(crate) const OF_PEOPLE: Attributes = Attributes {
    table: "person_attribute",
    owner: "person_id",
    id: "p.id",
};

/// Those of groups, `g` in a list.
pub(crate) const OF_GROUPS: Attributes = Attributes {
    table: "group_attribute",
    owner: "group_id",
    id: "g.id",
};
