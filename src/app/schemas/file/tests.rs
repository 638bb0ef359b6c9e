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

#[test]
fn what_is_wrong_is_told_with_its_line_and_what_to_do() {
    let wrong = [
        "resource = \"Device\"",
        "urn = \"urn:acme:2.0\"",
        "urn = \"urn:ietf:params:scim:schemas:core:2.0:User\"",
        "urn = \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:user\"",
        "name = \"7th\"",
        "type = \"complex\"",
        "type = \"text\"",
        "type = \"reference\"",
        "mutability = \"readOnly\"",
        "returned = \"never\"",
        "uniqueness = \"global\"",
        "referenceTypes = [\"User\"]",
        "colour = \"red\"",
    ];
    let told: Vec<String> = wrong.iter().map(|line| told(line)).collect();
    insta::assert_snapshot!(told.join("\n"));
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
    insta::assert_snapshot!(told, @"");
    let twice = format!("{schema}[[schema.attribute]]\nname = \"A\"\n");
    let told = SchemaFile::read(&twice).map(drop).unwrap_err().to_string();
    insta::assert_snapshot!(told, @"");
}
