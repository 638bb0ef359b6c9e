//! Wrong use in one line that says what to do.

use clap::Error;
use clap::error::ErrorKind;

/// Whether somebody asked for help or the version, which is no wrong use.
pub(super) fn is_help(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    )
}

/// What was wrong, and where help is found.
pub(super) fn one_line(error: &Error) -> String {
    let text = error.render().to_string();
    let said = text.split("\n\nUsage:").next().unwrap_or_default();
    let said = said.split("\n\nFor more").next().unwrap_or_default();
    let said = said.trim().trim_start_matches("error: ");
    let words: Vec<&str> = said.split_whitespace().collect();
    let usage = text
        .lines()
        .find_map(|line| line.strip_prefix("Usage: "))
        .map(|usage| format!("; usage: {}", usage.trim()))
        .unwrap_or_default();
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return format!("a word is missing after the command{usage}");
    }
    format!("{}{usage}", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::one_line;
    use crate::cli::Cli;
    use clap::Parser as _;

    fn said(words: &[&str]) -> String {
        one_line(&Cli::try_parse_from(words).unwrap_err())
    }

    #[test]
    fn a_missing_flag_is_named_in_one_line() {
        assert_eq!(
            said(&["muster", "account", "create", "--name", "Acme"]),
            "the following required arguments were not provided: --slug <SLUG>; \
             usage: muster account create --slug <SLUG> --name <NAME>"
        );
    }

    #[test]
    fn a_change_of_nothing_asks_what_to_change() {
        let id = "01a201f0-de83-70cd-a3db-f63b73bb25e4";
        let switches = "<--profile <PROFILE>|--adopt <ADOPT>|--privileged <PRIVILEGED>|\
                        --enable-disabled <ENABLE_DISABLED>|--projection <PROJECTION>|\
                        --entitlements <ENTITLEMENTS>|--owns <PART=KEEPER>>";
        assert_eq!(
            said(&["muster", "connection", "set", "--connection", id]),
            format!(
                "the following required arguments were not provided: {switches}; \
                 usage: muster connection set --connection <ID> {switches}"
            )
        );
    }

    #[test]
    fn half_a_command_asks_for_the_rest() {
        assert_eq!(
            said(&["muster", "account"]),
            "a word is missing after the command; usage: muster account [OPTIONS] <COMMAND>"
        );
    }
}
