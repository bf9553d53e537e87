//! The public forms of personal information, by one policy table (standards: PIPL, art. 6 and 25; GB/T 35273-2020, 7.2).
//!
//! Masking happens on the server before anything is serialised. Each function takes what is already masked and leaves it so.

/// Family names of two characters.
const COMPOUND_SURNAMES: &[&str] = &[
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "司空", "夏侯",
    "端木", "闻人", "南宫", "万俟", "赫连", "澹台", "公冶", "宗政", "濮阳", "淳于", "单于", "太叔", "申屠",
    "仲孙", "轩辕", "钟离", "宇文", "长孙", "鲜于", "闾丘", "亓官", "司寇", "子车", "颛孙", "巫马", "公西",
    "漆雕", "乐正", "壤驷", "公良", "拓跋", "夹谷", "宰父", "谷梁", "百里", "东郭", "南门", "呼延", "羊舌",
    "微生", "梁丘", "左丘", "东门", "西门", "第五", "独孤", "纳兰", "叶赫", "完颜", "那拉", "富察",
];

/// The surname and a star for each character after it; of a name in letters or with a dot, the first character.
///
/// ```
/// use record::mask::name;
/// assert_eq!(name("张三"), "张*");
/// assert_eq!(name("欧阳修"), "欧阳*");
/// assert_eq!(name("买买提·吐尔逊"), "买**·***");
/// ```
pub fn name(full: &str) -> String {
    let full = full.trim();
    let compound = COMPOUND_SURNAMES.iter().any(|surname| full.starts_with(surname));
    // A name of two characters is a surname and a given name, whatever the two would mean together.
    let shown = if compound && full.chars().count() > 2 { 2 } else { 1 };
    let hidden = |c: char| if c.is_whitespace() || matches!(c, '·' | '•' | '.') { c } else { '*' };
    full.chars().enumerate().map(|(place, c)| if place < shown { c } else { hidden(c) }).collect()
}

/// The first three and the last four characters, at its full length of 18; of another paper, the first and last two.
///
/// ```
/// assert_eq!(record::mask::resident_id("11010519491231002X"), "110***********002X");
/// ```
pub fn resident_id(number: &str) -> String {
    let number = number.trim();
    match number.chars().count() {
        18 => starred(number, 3, 4),
        length if length >= 8 => starred(number, 2, 2),
        _ => starred(number, 0, 0),
    }
}

/// The first three and the last four digits of a mobile number; of a private landline, the area code alone.
///
/// ```
/// assert_eq!(record::mask::phone("138 1234 5678"), "138****5678");
/// assert_eq!(record::mask::phone("0335-3912345"), "0335-****");
/// ```
pub fn phone(number: &str) -> String {
    let number = number.trim();
    if number.contains('*') {
        return number.to_owned();
    }
    let digits: String = number.chars().map(crate::text::narrow).filter(char::is_ascii_digit).collect();
    let local = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86")).unwrap_or(&digits);
    if local.len() == 11 && local.starts_with('1') {
        starred(local, 3, 4)
    } else if let Some((area, _)) = number.split_once('-').filter(|(area, _)| area.starts_with('0')) {
        format!("{area}-****")
    } else {
        "****".to_owned()
    }
}

/// The first character and the domain.
///
/// ```
/// assert_eq!(record::mask::email("zhang.san@qq.com"), "z***@qq.com");
/// ```
pub fn email(address: &str) -> String {
    match address.trim().rsplit_once('@') {
        Some((user, domain)) => {
            format!(
                "{}***@{domain}",
                user.chars().find(|c| *c != '*' && !c.is_whitespace()).map(String::from).unwrap_or_default()
            )
        }
        None => "***".to_owned(),
    }
}

/// The last four digits.
///
/// ```
/// assert_eq!(record::mask::bank_card("6222 0200 0000 1234"), "****1234");
/// ```
pub fn bank_card(number: &str) -> String {
    let digits: Vec<char> = number.chars().map(crate::text::narrow).filter(char::is_ascii_digit).collect();
    let last: String = digits[digits.len().saturating_sub(4)..].iter().collect();
    // Four digits or fewer may be all there is.
    if digits.len() > 4 || number.contains('*') { format!("****{last}") } else { "****".to_owned() }
}

/// The address down to its first street or township, without house, building or room.
///
/// ```
/// use record::mask::address;
/// assert_eq!(address("海港区文化路12号3单元402室"), "海港区文化路***");
/// assert_eq!(address("河北省秦皇岛市卢龙县石门镇文昌街319号"), "河北省秦皇岛市卢龙县石门镇***");
/// assert_eq!(address("秦皇岛市卢龙县幸福里7号楼3单元596室"), "秦皇岛市卢龙县***");
/// ```
pub fn address(full: &str) -> String {
    let full = full.trim();
    // Another office may have masked it at the street, below the township that is shown here.
    let is_masked = full.ends_with('*') && !full.trim_end_matches('*').chars().any(is_house);
    if full.is_empty() || is_masked {
        return full.to_owned();
    }
    let chars: Vec<char> = full.chars().collect();
    let mut shown = 0;
    let mut begin = 0;
    let mut place = 0;
    while place < chars.len() {
        let next = chars.get(place + 1).copied();
        match chars[place] {
            // From here on it is a house.
            c if is_house(c) => break,
            // A name has at least one character before its kind: the 镇 of 镇江市 is none.
            _ if place == begin => {}
            c if is_division(c, next, chars[place - 1]) => {
                shown = place + 1;
                begin = place + 1;
            }
            c if is_street(c, next) => {
                let tail = if c == '街' && next == Some('道') { 2 } else { 1 };
                shown = place + tail;
                break;
            }
            _ => {}
        }
        place += 1;
    }
    let shown: String = chars[..shown].iter().collect();
    format!("{shown}***")
}

fn is_house(c: char) -> bool {
    c == '*' || crate::text::narrow(c).is_ascii_alphanumeric()
}

/// Province, city, district, county; not the 区 of a housing estate, nor the 市 of a market.
fn is_division(c: char, next: Option<char>, before: char) -> bool {
    match c {
        '省' | '县' | '旗' => true,
        '市' => next != Some('场'),
        '区' => !matches!(before, '小' | '社' | '园' | '校' | '厂' | '库' | '矿'),
        _ => false,
    }
}

/// Street, road, town or township; not inside the name of a city or county such as 新乡市 or 景德镇市.
fn is_street(c: char, next: Option<char>) -> bool {
    matches!(c, '路' | '街' | '道' | '镇' | '乡' | '巷') && !matches!(next, Some('市' | '县' | '区'))
}

/// The text with stars between so many first and last characters.
fn starred(text: &str, first: usize, last: usize) -> String {
    let length = text.chars().count();
    let shown = |place| place < first || place + last >= length;
    text.chars().enumerate().map(|(place, c)| if shown(place) { c } else { '*' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(mask: fn(&str) -> String, full: &str, public: &str) {
        assert_eq!(mask(full), public, "{full}");
        assert_eq!(mask(public), public, "what is masked stays as it is");
    }

    #[test]
    fn names_show_the_surname_alone() {
        check(name, "张三", "张*");
        check(name, "金子轩", "金**");
        check(name, "欧阳修", "欧阳*");
        check(name, "上官婉儿", "上官**");
        check(name, "欧阳", "欧*");
        check(name, "John Smith", "J*** *****");
        check(name, "𠮷田", "𠮷*");
        check(name, "", "");
    }

    #[test]
    fn numbers_show_their_ends() {
        check(resident_id, "11010519491231002X", "110***********002X");
        check(resident_id, "E12345678", "E1*****78");
        check(resident_id, "1234", "****");
        check(phone, "13812345678", "138****5678");
        check(phone, "+86 138-1234-5678", "138****5678");
        check(phone, "0335-3912345", "0335-****");
        check(phone, "3912345", "****");
        check(bank_card, "6222020000000000000", "****0000");
        check(bank_card, "1234", "****");
        check(email, "z@qq.com", "z***@qq.com");
        check(email, "无", "***");
    }

    #[test]
    fn addresses_end_at_the_street_or_township() {
        check(address, "海港区文化路12号", "海港区文化路***");
        check(address, "河北省秦皇岛市海港区河东街道文昌街269号", "河北省秦皇岛市海港区河东街道***");
        check(address, "秦皇岛市北戴河新区幸福里14号楼1单元1129室", "秦皇岛市北戴河新区***");
        check(address, "江苏省镇江市京口区解放路1号", "江苏省镇江市京口区解放路***");
        check(address, "河南省新乡市红旗区平原路3号", "河南省新乡市红旗区平原路***");
        check(address, "海港区幸福小区3号楼", "海港区***");
        check(address, "海港区燕山大街东段Ａ座", "海港区燕山大街***");
        check(address, "昌黎县建材市场二排", "昌黎县***");
        check(address, "5号楼", "***");
        check(address, "昌黎县昌黎镇建设路***", "昌黎县昌黎镇建设路***");
        check(address, "海港区文化路12号***", "海港区文化路***");
        check(address, "", "");
    }
}
