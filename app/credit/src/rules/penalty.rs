//! Whether a row of the penalty list can be believed, and what of it may be published: a natural person is a
//! surname and stars, without a code; a sole trader's operator is masked.

use record::{Day, Fen, Level, Uscc, code};

use super::cells::{Cells, Judged};
use super::credit_record::{periods, severity};
use super::enterprise::masked_name;
use super::publication::Severity;
use crate::penalty::{Entry, Office, Party, Penalty, Tombstone, Why, Withdrawal};

const NAME: &str = "行政相对人名称";
const PARTY: &str = "行政相对人类别";
const CODE: &str = "行政相对人代码_1(统一社会信用代码)";
const FINE: &str = "罚款金额(万元)";
const CONFISCATED: &str = "没收违法所得、没收非法财物的金额(万元)";
const WITHDRAWN_ON: &str = "变更或撤销日期";
const WITHDRAWN_WHY: &str = "变更或撤销原因";

/// Columns without which a file is no penalty list.
pub const REQUIRED: [&str; 6] = [NAME, CODE, "行政处罚决定书文号", "处罚类别", "处罚决定日期", "处罚机关"];
/// Columns that may be missing.
pub const OPTIONAL: [&str; 22] = [
    "处罚编号",
    PARTY,
    "法定代表人",
    "违法行为类型",
    "违法事实",
    "处罚依据",
    "处罚内容",
    FINE,
    CONFISCATED,
    "暂扣或吊销证照名称及编号",
    "处罚有效期",
    "公示截止期",
    "处罚机关统一社会信用代码",
    "数据来源单位",
    "数据来源单位统一社会信用代码",
    "备注",
    "严重程度",
    "最短公示期满",
    "公示日期",
    "状态",
    WITHDRAWN_ON,
    WITHDRAWN_WHY,
];

/// Judges one row. A row whose state is 已变更 or 已撤销 becomes a tombstone, whatever else it still says.
pub fn judge(mut cells: Cells<'_>, today: Day) -> Judged<Entry> {
    let document = cells.required_number("行政处罚决定书文号");
    let key = cells.number("处罚编号").unwrap_or_else(|| document.clone());
    let party = party(&mut cells);
    let legal_representative = cells.text("法定代表人");
    let decided_on = cells.required_day("处罚决定日期", today);
    let kinds = kinds(&cells.required("处罚类别"));
    let fine = fine(&mut cells, &kinds);
    let confiscated = cells.wan(CONFISCATED);
    let stated = severity(&mut cells);
    let severity = stated.unwrap_or_else(|| Severity::of_kinds(&kinds));
    let periods = decided_on.map(|on| periods(&mut cells, severity, on));
    let published_on = cells.day("公示日期");
    cells.in_order(Level::Error, decided_on, published_on, "公示日期");
    let valid_until = cells.day("处罚有效期");
    let authority = cells.required("处罚机关");
    let authority = Office { name: authority, uscc: cells.uscc("处罚机关统一社会信用代码") };
    let source_uscc = cells.uscc("数据来源单位统一社会信用代码");
    let source = cells.text("数据来源单位").map(|name| Office { name, uscc: source_uscc });
    let withdrawal = withdrawal(&mut cells, decided_on, today);
    let (offence, findings) = (cells.text("违法行为类型"), cells.text("违法事实"));
    let (basis, content) = (cells.text("处罚依据"), cells.text("处罚内容"));
    let (licence, remark) = (cells.number("暂扣或吊销证照名称及编号"), cells.text("备注"));
    let parts = party.zip(decided_on.zip(periods));
    let entry = parts.map(|(party, (decided_on, (publish_min, publish_until)))| match withdrawal {
        Some(withdrawal) => Entry::Withdrawn(Tombstone {
            key,
            uscc: party.uscc().copied(),
            document,
            authority,
            decided_on,
            publish_until,
            withdrawal,
        }),
        None => Entry::Standing(Box::new(Penalty {
            key,
            legal_representative: representative(&party, legal_representative),
            party,
            document,
            offence,
            findings,
            basis,
            kinds,
            content,
            fine,
            confiscated,
            licence,
            decided_on,
            valid_until,
            authority,
            source,
            remark,
            severity,
            severity_stated: stated.is_some(),
            publish_min,
            publish_until,
            published_on,
        })),
    });
    cells.judged(entry)
}

fn party(cells: &mut Cells<'_>) -> Option<Party> {
    let name = cells.required(NAME);
    let kind = cells.text(PARTY).unwrap_or_default();
    if matches!(kind.as_str(), "自然人" | "个人") {
        // Whatever stands in the code column of a natural person may be the number of a document of theirs.
        if !cells.is_empty(CODE) {
            cells.note(Level::Error, code::PII_ID, CODE);
        }
        return Some(Party::Person { masked_name: masked_name(&name) });
    }
    if !matches!(kind.as_str(), "" | "法人及非法人组织" | "个体工商户") {
        cells.unknown(PARTY, &kind);
    }
    let uscc: Uscc = cells.required_uscc(CODE)?;
    Some(if uscc.is_sole_trader() || kind == "个体工商户" {
        Party::SoleTrader { uscc, name }
    } else {
        Party::Organisation { uscc, name }
    })
}

fn representative(party: &Party, name: Option<String>) -> Option<String> {
    match party {
        Party::Organisation { .. } => name,
        Party::SoleTrader { .. } => name.as_deref().map(masked_name),
        Party::Person { .. } => None,
    }
}

fn kinds(cell: &str) -> Vec<String> {
    let parts = cell.split(['|', '｜', '；', ';', '、']).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn fine(cells: &mut Cells<'_>, kinds: &[String]) -> Option<Fen> {
    let fine = cells.wan(FINE);
    if fine.is_some_and(|fine| fine.fen() == 0) && kinds.iter().any(|kind| kind == "罚款") {
        cells.note(Level::Warning, code::AMOUNT_ZERO, FINE);
    }
    fine
}

/// A word that is not known, or a withdrawal without its day or reason, is noted as an error: the law asks for both.
fn withdrawal(cells: &mut Cells<'_>, decided_on: Option<Day>, today: Day) -> Option<Withdrawal> {
    let word = cells.text("状态")?;
    let why = match word.as_str() {
        "有效" => return None,
        "已变更" | "变更" => Why::Changed,
        "已撤销" | "撤销" => Why::Revoked,
        _ => {
            cells.unknown("状态", &word);
            return None;
        }
    };
    let on = cells.required_day(WITHDRAWN_ON, today);
    cells.in_order(Level::Error, decided_on, on, WITHDRAWN_ON);
    let reason = cells.required(WITHDRAWN_WHY);
    Some(Withdrawal { why, on: on?, reason })
}
