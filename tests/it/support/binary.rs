//! The binary itself, as somebody with a shell on the server uses it beside a story.

use super::app::App;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use std::os::unix::fs::OpenOptionsExt as _;
use std::process::Command;

/// What a command printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) complaint: String,
}

impl App {
    /// Runs `muster` on the database of the story, with its key.
    pub(crate) fn muster(&self, words: &[&str]) -> Ended {
        let key = self.folder.path().join("secret.key");
        if !key.exists() {
            let mut private = std::fs::OpenOptions::new();
            let file = private.write(true).create(true).mode(0o600).open(&key);
            let mut file = file.expect("a key file");
            let text = STANDARD.encode([7; 32]);
            std::io::Write::write_all(&mut file, text.as_bytes()).expect("a key");
        }
        let output = Command::new(env!("CARGO_BIN_EXE_muster"))
            .args(words)
            .env_clear()
            .env("MUSTER_DATABASE_URL", &self.database)
            .env("MUSTER_DATA_DIR", self.folder.path())
            .env("MUSTER_SECRET_KEY_FILE", &key)
            .env("MUSTER_PUBLIC_URL", "https://muster.example.com")
            .env("MUSTER_LOG", "error")
            .output()
            .expect("the binary runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Ended {
            code: output.status.code(),
            out: text(output.stdout),
            complaint: text(output.stderr),
        }
    }

    /// A file beside the database; answers its path.
    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path.display().to_string()
    }

    /// Runs a command that must succeed, with `--json`; answers what it said.
    pub(crate) fn muster_says(&self, words: &[&str]) -> Value {
        let words = [words, &["--json"]].concat();
        let ended = self.muster(&words);
        assert_eq!(ended.code, Some(0), "{words:?}: {ended:?}");
        serde_json::from_str(&ended.out).expect("exactly one JSON object")
    }

    /// Runs a command that must fail; answers its exit status and its one line.
    pub(crate) fn muster_refuses(&self, words: &[&str]) -> (i32, String) {
        let ended = self.muster(words);
        assert_eq!(ended.out, "", "{words:?}");
        let code = ended.code.expect("an exit status");
        (code, ended.complaint)
    }
}
