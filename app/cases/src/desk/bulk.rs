//! The same act on several cases. Each is asked of the policy and decided by itself; what cannot be done to one stops none of the
//! others, and the page says how many were done and how many not.

use axum::extract::Form;
use axum::response::{IntoResponse, Redirect};
use record::Id;
use staff::Role;

use super::act::{actions, enter};
use super::forms::Fields;
use super::recusal::Recusal;
use super::seat::{Answered, Halt, Seat};
use crate::event::Deed;
use crate::routes::private;
use crate::table;

/// So many at once: a page has fewer.
const MOST: usize = 50;

/// `POST /staff/cases/bulk`
pub(crate) async fn act(seat: Seat, Form(pairs): Form<Vec<(String, String)>>) -> Answered {
    let fields = Fields(pairs);
    let other = match fields.get("other") {
        "" => None,
        number => table::by_number(&seat.store, &seat.viewer(false), &number.to_ascii_uppercase()).await?,
    };
    let account = fields.get("account").to_owned();
    let colleagues = staff::colleagues(&seat.store, seat.visit.today()).await?;
    let (mut did, mut not) = (0_u32, 0_u32);
    for chosen in fields.all("case").take(MOST) {
        let (number, seq) = chosen.split_once(':').unwrap_or((chosen, ""));
        let found = match seat.find(number).await {
            Ok(found) => found,
            Err(Halt::Answer(_)) => {
                not += 1;
                continue;
            }
            Err(failure) => return Err(failure),
        };
        let unit = found.case.unit();
        let may_have = fields.get("act") == "assign"
            && colleagues.iter().any(|it| it.account == account && it.holds(Role::CaseOfficer, unit))
            && Recusal::of(&seat, &found, &colleagues).await?.lets(&account, unit);
        let deed = deed(fields.get("act"), &account, may_have, other.as_ref(), &found.case.head().id);
        let done = match deed {
            Some(deed) => {
                let (action, seq) = (actions(&deed).0, seq.parse().unwrap_or(0));
                match seat.permit(action, &found.object).await {
                    Ok(()) => enter(&seat, &found, deed, action, seat.visit.today(), seq).await?.is_ok(),
                    Err(Halt::Answer(_)) => false,
                    Err(failure) => return Err(failure),
                }
            }
            None => false,
        };
        if done { did += 1 } else { not += 1 }
    }
    let to = seat.visit.href(&format!("/staff/cases?did={did}&not={not}"));
    Ok(private(Redirect::to(&to).into_response()))
}

fn deed(act: &str, account: &str, may_have: bool, other: Option<&Id>, case: &Id) -> Option<Deed> {
    match act {
        "accept" => Some(Deed::Accepted),
        "assign" if may_have => Some(Deed::Assigned { account: account.to_owned() }),
        "join" => other.filter(|other| *other != case).map(|other| Deed::Joined { into: other.clone() }),
        _ => None,
    }
}
