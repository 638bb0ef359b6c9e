//! Passwords: argon2id, a few at a time, never inside a transaction.

use super::problem::Problem;
use crate::ports::Random;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use muster_store::StoreError;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// The fewest characters of a password (NIST SP 800-63B-4 3.1.1 asks for 8 beside a second factor,
/// 15 without; 12 is what the seeds' companies ask for).
const FEWEST: usize = 12;
/// The most, so that nobody makes us hash a book.
const MOST: usize = 256;

/// Each hash takes 19 MiB and tens of milliseconds of one core; the rest waits its turn.
static SEATS: Semaphore = Semaphore::const_new(2);

/// A password that is long enough.
#[derive(Clone)]
pub(super) struct Password(String);

impl Password {
    /// Reads a new password.
    pub(super) fn choose(text: &str, username: &str) -> Result<Self, Problem> {
        let length = text.chars().count();
        if length == 0 {
            Err(Problem::with("password", "Enter a password"))
        } else if length < FEWEST {
            let message = format!("Password must have at least {FEWEST} characters");
            Err(Problem::with("password", message))
        } else if length > MOST {
            let message = format!("Password must have at most {MOST} characters");
            Err(Problem::with("password", message))
        } else if text.eq_ignore_ascii_case(username) {
            let message = "Password must be something else than the user name";
            Err(Problem::with("password", message))
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// Reads a password that exists already, whatever rules it was chosen under.
    pub(super) fn given(text: &str) -> Result<Self, Problem> {
        if text.is_empty() || text.chars().count() > MOST {
            return Err(Problem::with("password", "Enter your password"));
        }
        Ok(Self(text.to_owned()))
    }

    /// The hash that is kept, as a PHC string.
    pub(super) async fn hash(self, random: &dyn Random) -> Result<String, StoreError> {
        let mut salt = [0; 16];
        random.fill(&mut salt);
        let _seat = SEATS.acquire().await.map_err(StoreError::bug)?;
        let hashed = spawn_blocking(move || {
            let hash: PasswordHash =
                Argon2::default().hash_password_with_salt(self.0.as_bytes(), &salt)?;
            Ok::<_, argon2::password_hash::Error>(hash.to_string())
        });
        hashed
            .await
            .map_err(StoreError::bug)?
            .map_err(|error| StoreError::bug(error.to_string()))
    }

    /// Whether the hash is this password's. A hash that cannot be read is nobody's.
    pub(super) async fn matches(self, hash: String) -> Result<bool, StoreError> {
        let _seat = SEATS.acquire().await.map_err(StoreError::bug)?;
        let checked = spawn_blocking(move || {
            Argon2::default()
                .verify_password(self.0.as_bytes(), hash.as_str())
                .is_ok()
        });
        checked.await.map_err(StoreError::bug)
    }
}

#[cfg(test)]
mod tests {
    use super::Password;
    use crate::ports::Random;

    struct Sevens;

    impl Random for Sevens {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(7);
        }
    }

    fn said(text: &str) -> Option<String> {
        Password::choose(text, "ada.lovelace")
            .err()
            .map(|p| p.message)
    }

    #[test]
    fn a_password_is_long_and_not_the_name() {
        assert_eq!(said("correct horse"), None);
        assert_eq!(said("").unwrap(), "Enter a password");
        assert_eq!(
            said("short").unwrap(),
            "Password must have at least 12 characters"
        );
        assert_eq!(
            said(&"x".repeat(257)).unwrap(),
            "Password must have at most 256 characters"
        );
        assert!(said("Ada.Lovelace").is_some());
        assert_eq!(said("ääääääääääää"), None);
    }

    #[tokio::test]
    async fn only_the_password_matches_its_hash() {
        let password = |text| Password::given(text).unwrap();
        let hash = password("correct horse").hash(&Sevens).await.unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert!(
            password("correct horse")
                .matches(hash.clone())
                .await
                .unwrap()
        );
        assert!(!password("Correct horse").matches(hash).await.unwrap());
        for broken in ["", "plain", "$argon2id$", "correct horse"] {
            let matches = password("correct horse").matches(broken.to_owned()).await;
            assert!(!matches.unwrap(), "{broken:?}");
        }
    }
}
