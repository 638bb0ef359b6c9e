use super::SchemaFile;

const EXAMPLE: &str = include_str!("../../../../config/schema.example.toml");

/// What is told of a file in which one line of a sound one is another.
fn told(line: &str) -> String {
    let lines = [
        "[[schema]]",
        "resource = \"User\"",
        "urn = \"urn:acme:2.0:User\"",
        "name = \"Acme\"",
        "[[schema.attribute]]",
        "name = \"level\"",
    ];
    let key = line.split(' ').next().unwrap();
    let mut text: Vec<&str> = lines.to_vec();
    let at = lines.iter().position(|sound| sound.starts_with(key));
    match at {
        Some(at) if key != "name" => text[at] = line,
        _ if key == "name" => text[5] = line,
        _ => text.push(line),
    }
    match SchemaFile::read(&text.join("\n")) {
        Ok(_) => "fine".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn the_example_is_read() {
    let file = SchemaFile::read(EXAMPLE).unwrap();
    let counts: Vec<usize> = file
        .schemas
        .iter()
        .map(|one| one.schema.attributes.len())
        .collect();
    assert_eq!(counts, [9, 2]);
}

/// A wrong line, and how what is told of it begins.
const WRONG: &[(&str, &str)] = &[
    (
        "resource = \"Device\"",
        "line 2, column 12: there is no resource \"Device\"",
    ),
    (
        "urn = \"urn:acme:2.0\"",
        "line 3, column 7: \"urn:acme:2.0\" cannot be the URN of a schema",
    ),
    (
        "urn = \"urn:ietf:params:scim:schemas:core:2.0:Pet\"",
        "line 3, column 7: \"urn:ietf:params:scim:schemas:core:2.0:Pet\" belongs to the IETF",
    ),
    (
        "urn = \"urn:ietf:params:scim:schemas:extension:muster:2.0:user\"",
        "line 3, column 7: \"urn:ietf:params:scim:schemas:extension:muster:2.0:user\" would \
             stand in the way of the built-in",
    ),
    (
        "urn = \"URN:acme:2.0:User\"",
        "line 3, column 7: \"URN:acme:2.0:User\" cannot be the URN of a schema",
    ),
    (
        "name = \"7th\"",
        "line 6, column 8: \"7th\" cannot be the name of an attribute",
    ),
    (
        "type = \"complex\"",
        "line 7, column 8: an attribute of an account is flat",
    ),
    (
        "type = \"text\"",
        "line 7, column 8: there is no type \"text\"; choose one of string, boolean,",
    ),
    (
        "type = \"reference\"",
        "line 6, column 8: a reference says what it may point to",
    ),
    (
        "mutability = \"readOnly\"",
        "line 7, column 14: nobody could ever write a readOnly attribute",
    ),
    (
        "returned = \"never\"",
        "line 7, column 12: a value that is never returned is not kept",
    ),
    (
        "uniqueness = \"global\"",
        "line 7, column 14: nothing is known of other servers",
    ),
    (
        "referenceTypes = [\"User\"]",
        "line 7, column 18: referenceTypes are for references",
    ),
    (
        "colour = \"red\"",
        "line 7, column 1: unknown field `colour`",
    ),
];

#[test]
fn what_is_wrong_is_told_with_its_line_and_what_to_do() {
    for (line, expected) in WRONG {
        let told = told(line);
        assert!(told.starts_with(expected), "{line}: {told}");
    }
}

#[test]
fn a_sound_line_is_fine() {
    for line in [
        "urn = \"urn:ietf:params:scim:schemas:extension:acme:2.0:User\"",
        "name = \"shoe-size_2\"",
        "type = \"integer\"",
        "uniqueness = \"server\"",
        "mutability = \"immutable\"",
        "caseExact = true",
    ] {
        assert_eq!(told(line), "fine", "{line}");
    }
}

#[test]
fn two_schemas_cannot_have_one_urn_nor_an_attribute_stand_twice() {
    let schema = "[[schema]]\nresource = \"User\"\nurn = \"urn:acme:2.0:User\"\nname = \"A\"\n\
                  [[schema.attribute]]\nname = \"a\"\n";
    let twice = format!("{schema}{schema}");
    let told = SchemaFile::read(&twice).map(drop).unwrap_err().to_string();
    assert!(
        told.starts_with("line 9, column 7: \"urn:acme:2.0:User\" and"),
        "{told}"
    );
    let twice = format!("{schema}[[schema.attribute]]\nname = \"A\"\n");
    let told = SchemaFile::read(&twice).map(drop).unwrap_err().to_string();
    assert!(
        told.starts_with("line 8, column 8: \"A\" stands here twice"),
        "{told}"
    );
}
