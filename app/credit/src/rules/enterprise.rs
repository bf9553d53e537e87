//! Whether a row of the enterprise register can be believed, and what of it may be published: a sole trader's
//! operator is masked and the address ends at the street (standards of masking: PIPL, art. 25).

use record::{code, mask};

use super::cells::{Cells, Judged};
use crate::enterprise::{Enterprise, Standing};

/// Columns of the table, the required ones first.
pub const REQUIRED: [&str; 4] = ["企业名称", "统一社会信用代码", "类型", "登记状态"];
/// Columns that may be missing.
pub const OPTIONAL: [&str; 9] = [
    "企业编号",
    "行业",
    "法定代表人",
    "注册资本_万元",
    "成立日期",
    "区划代码",
    "乡镇街道代码",
    "住所",
    "曾用名",
];

/// Judges one row.
pub fn judge(mut cells: Cells<'_>, today: record::Day) -> Judged<Enterprise> {
    let uscc = cells.required_uscc("统一社会信用代码");
    let name = cells.required("企业名称");
    let kind = cells.required("类型");
    let standing = cells.required("登记状态");
    let standing = Standing::named(&standing).or_else(|| {
        if !standing.is_empty() {
            cells.unknown("登记状态", &standing);
        }
        None
    });
    let register_number = cells.number("企业编号");
    let former_name = cells.text("曾用名");
    let industry = cells.text("行业");
    let district = division(&mut cells, "区划代码", 6);
    let town = division(&mut cells, "乡镇街道代码", 9);
    let founded_on = cells.past_day("成立日期", today);
    let legal_representative = cells.text("法定代表人");
    // Half a billion yuan is a strange fine and an ordinary capital.
    let capital = cells.wan_except("注册资本_万元", &[code::AMOUNT_SUSPECT_UNIT]);
    let address = cells.text("住所");
    let enterprise = uscc.zip(standing).map(|(uscc, standing)| {
        masked(Enterprise {
            uscc,
            register_number,
            name,
            former_name,
            kind,
            industry,
            district,
            town,
            standing,
            founded_on,
            legal_representative,
            capital,
            address,
        })
    });
    cells.judged(enterprise)
}

/// What of an enterprise may be published.
pub fn masked(enterprise: Enterprise) -> Enterprise {
    if !enterprise.is_sole_trader() {
        return enterprise;
    }
    Enterprise {
        legal_representative: enterprise.legal_representative.as_deref().map(masked_name),
        address: enterprise.address.as_deref().map(masked_address),
        ..enterprise
    }
}

/// A name is masked once: the stars of a source that did it already stay as they are.
pub fn masked_name(name: &str) -> String {
    if name.ends_with('*') { name.to_owned() } else { mask::name(name) }
}

fn masked_address(address: &str) -> String {
    if address.ends_with('*') { address.to_owned() } else { mask::address(address) }
}

fn division(cells: &mut Cells<'_>, column: &str, digits: usize) -> Option<String> {
    let number = cells.number(column)?;
    if number.len() == digits && number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(number);
    }
    cells.unknown(column, &number);
    None
}
