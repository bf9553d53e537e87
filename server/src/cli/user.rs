//! `sunhall user add`: the first two accounts. Nobody is there yet who could propose or approve them, so whoever runs the machine
//! makes them; from then on two people bring in each further one.

use super::{city_arg, config_of, database_arg, fail, staff_key_arg, today_arg};
use crate::config::Config;
use crate::{migrations, staff_key, staff_office};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use staff::appointments::{NewAccount, NotAppointed, first};
use staff::{Account, Role};
use std::io::Write;
use std::process::ExitCode;
use store::Store;

pub(super) fn command() -> Command {
    let add = Command::new("add")
        .about("Makes one of the first two accounts of staff, and prints the code that opens it")
        .arg(
            Arg::new("name")
                .required(true)
                .value_name("NAME")
                .value_parser(|typed: &str| {
                    Account::name_of(typed).ok_or("a name has 3 to 40 small letters, digits, dots or hyphens")
                })
                .help("What one will sign in with, such as administrator-1; not a person's name"),
        )
        .arg(
            Arg::new("role")
                .long("role")
                .required(true)
                .value_name("ROLE")
                .value_parser(PossibleValuesParser::new(Role::FIRST.map(Role::as_str)))
                .help("One of the two is an administrator, the other a supervisor"),
        )
        .arg(
            Arg::new("unit")
                .long("unit")
                .value_name("CODE")
                .help("The unit, by its code among the receivers of the city's file; the first of them by default"),
        )
        .arg(database_arg())
        .arg(city_arg())
        .arg(staff_key_arg())
        .arg(today_arg())
        .after_help("The code works once, within 72 hours, at /staff/join. All further accounts are made at /staff by two people.");
    Command::new("user").about("Makes the first accounts of staff").subcommand_required(true).subcommand(add)
}

pub(super) async fn run(matches: &ArgMatches) -> ExitCode {
    let Some(("add", matches)) = matches.subcommand() else {
        return fail("Give a command. `sunhall user --help` lists them");
    };
    let config = match config_of(matches) {
        Ok(config) => config,
        Err(error) => return fail(error),
    };
    let store = match Store::open(&config.database, migrations()).await {
        Ok(store) => store,
        Err(error) => return fail(error),
    };
    let added = add(&config, &store, matches).await;
    store.close().await;
    match added {
        Ok(code) => {
            // On standard output alone, so that a script can hand it on and no log keeps it.
            let _ = writeln!(std::io::stdout(), "{code}");
            ExitCode::SUCCESS
        }
        Err(sentence) => fail(sentence),
    }
}

async fn add(config: &Config, store: &Store, matches: &ArgMatches) -> Result<String, String> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let name = text("name").unwrap_or_default();
    let role = text("role").and_then(|word| Role::parse(&word)).ok_or("Give a role with --role")?;
    let unit = match text("unit") {
        Some(code) => config.city.receiver(&code).ok_or_else(|| {
            let codes: Vec<&str> = config.city.receivers.iter().map(|unit| unit.code.as_str()).collect();
            format!("The city's file has no receiver {code}. It has {}", codes.join(", "))
        })?,
        None => config.city.receivers.first().ok_or("The city's file names no receivers. Add one to it")?,
    };
    let vault = staff_key::find(config, store).await.map_err(|error| error.to_string())?;
    let office = staff_office::office(config, Some(vault));
    let today = config.clock.today(config.city.utc_offset_minutes);
    let new = NewAccount { title: name.clone(), name, unit: unit.code.clone(), role, until: None };
    let made = first(store, &office, &config.city, new, today).await;
    match made.map_err(|failure| failure.to_string())? {
        Ok(made) => Ok(made.code.unwrap_or_default()),
        Err(why) => Err(why_not(why).to_owned()),
    }
}

fn why_not(why: NotAppointed) -> &'static str {
    match why {
        NotAppointed::NotFirst => {
            "The first two accounts are there. All others are made at /staff/accounts, by two people"
        }
        NotAppointed::SameRole => {
            "The other account has this role already. One of the two is an administrator, the other a supervisor"
        }
        NotAppointed::NameTaken => "Somebody has this name. Give another",
        _ => "The account was not made",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn two_accounts_are_made_with_two_roles_and_no_third() {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::new(None).unwrap();
        config.database = format!("sqlite:{}", folder.path().join("hall.db").display());
        let store = Store::open(&config.database, migrations()).await.unwrap();
        let asked = |name: &str, role: &str| {
            let args = ["user", "add", name, "--role", role];
            let matches = command().try_get_matches_from(args).unwrap();
            matches.subcommand_matches("add").unwrap().clone()
        };
        let code = add(&config, &store, &asked("administrator-1", "administrator")).await.unwrap();
        assert_eq!(code.len(), 39, "eight groups of four");
        let same = add(&config, &store, &asked("administrator-2", "administrator")).await.unwrap_err();
        assert!(same.contains("has this role already"), "{same}");
        let taken = add(&config, &store, &asked("administrator-1", "supervisor")).await.unwrap_err();
        assert!(taken.contains("Give another"), "{taken}");
        let second = add(&config, &store, &asked("supervisor-1", "supervisor")).await.unwrap();
        assert_ne!(code, second);
        let third = add(&config, &store, &asked("supervisor-2", "supervisor")).await.unwrap_err();
        assert!(third.contains("by two people"), "{third}");
    }

    #[test]
    fn no_other_role_comes_by_the_command_line() {
        for role in Role::ALL {
            let args = ["user", "add", "somebody", "--role", role.as_str()];
            assert_eq!(command().try_get_matches_from(args).is_ok(), Role::FIRST.contains(&role), "{role:?}");
        }
    }
}
