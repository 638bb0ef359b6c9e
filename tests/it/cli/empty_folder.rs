//! Commands in a folder where no server ever ran.

use std::process::Command;

#[test]
fn a_command_makes_no_installation_and_says_where_to_find_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_muster"))
        .args(["connection", "list", "--account", "default"])
        .env_clear()
        .env("MUSTER_DATA_DIR", folder.path().join("data"))
        .output()
        .expect("the binary runs");
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    let file = folder.path().join("data").join("muster.db");
    assert_eq!(
        told,
        format!(
            "muster: there is no database {}: start `muster serve` once, or name the folder of \
             the one that runs with MUSTER_DATA_DIR\n",
            file.display()
        )
    );
    assert_eq!(output.status.code(), Some(1));
    let made = std::fs::read_dir(folder.path())
        .expect("the folder")
        .count();
    assert_eq!(made, 0, "nothing was made");
}
