//! Open data: the public counts as rows, one for each quarter, kind and district, from the same figures as the page.

use sheet::{Datum, Exported};

use crate::rules::funnel::{Cell, Figure, Funnel, Step};

/// One column of the open data, described in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in CSV and JSON.
    pub name: &'static str,
    /// What it means, in Chinese.
    pub zh: &'static str,
    /// What it means, in English.
    pub en: &'static str,
    value: fn(&Line) -> Datum<'_>,
}

const fn column(
    name: &'static str,
    zh: &'static str,
    en: &'static str,
    value: fn(&Line) -> Datum<'_>,
) -> Column {
    Column { name, zh, en, value }
}

/// Every column, in the order of the files.
#[rustfmt::skip]
pub const COLUMNS: &[Column] = &[
    column("kind", "report 检举控告、complaint 投诉、suggestion 建议", "report, complaint or suggestion", |it| it.funnel.kind.as_str().into()),
    column("from", "第一个季度，如 2026-Q3", "First quarter, such as 2026-Q3", |it| it.funnel.from.to_string().into()),
    column("until", "最后一个季度；件数过少的季度与下一季度合并", "Last quarter; one with too few is counted together with the next", |it| it.funnel.until.to_string().into()),
    column("area", "city 全市、district 区县（件数过少的合并）", "city, or district, where small ones are put together", |it| it.area().into()),
    column("districts", "区划代码，合并的以分号隔开", "Division codes, with semicolons between those put together", |it| it.cell.districts.join(";").into()),
    column("received", "收到件数", "Came in", |it| it.figure(Step::Received)),
    column("accepted", "受理件数；空为少于 5 件或可由此推出", "Taken; empty where below 5 or where such a number would follow", |it| it.figure(Step::Accepted)),
    column("verified", "核实件数", "Facts checked", |it| it.figure(Step::Verified)),
    column("filed", "立案件数", "Filed", |it| it.figure(Step::Filed)),
    column("concluded", "办结件数；办结不等于解决", "Closed, which is not solved", |it| it.figure(Step::Concluded)),
    column("median_days", "从收到到办结的天数中位数；不足 5 件为空", "Median of the days from receipt to the end; empty below 5", |it| it.cell.median_days.into()),
];

/// One row of the open data.
#[derive(Clone, Debug)]
pub struct Line {
    funnel: Funnel,
    cell: Cell,
    is_city: bool,
}

impl Line {
    fn area(&self) -> &'static str {
        if self.is_city { "city" } else { "district" }
    }

    fn figure(&self, step: Step) -> Datum<'_> {
        match self.cell.steps[step as usize] {
            Figure::Is(count) => count.into(),
            Figure::Few => Datum::Nothing,
        }
    }
}

impl Exported for Line {
    fn columns() -> impl Iterator<Item = &'static str> {
        COLUMNS.iter().map(|column| column.name)
    }

    fn cells(&self) -> impl Iterator<Item = Datum<'_>> {
        COLUMNS.iter().map(|column| (column.value)(self))
    }
}

/// The rows of the counts: of each the city first, then its districts.
pub fn lines(funnels: &[Funnel]) -> Vec<Line> {
    let of_one = |funnel: &Funnel| {
        let line = |cell: &Cell, is_city| Line { funnel: funnel.clone(), cell: cell.clone(), is_city };
        let mut lines = vec![line(&funnel.city, true)];
        lines.extend(funnel.districts.iter().map(|cell| line(cell, false)));
        lines
    };
    funnels.iter().flat_map(of_one).collect()
}

#[cfg(test)]
mod tests {
    use record::Day;
    use sheet::{Flavour, Format};

    use super::*;
    use crate::case::Kind;
    use crate::rules::funnel::{Taken, publish};

    #[test]
    fn a_number_that_is_not_told_is_an_empty_cell() {
        let day = |text| Day::parse(text).unwrap();
        let of = |step, times| {
            let one = Taken {
                kind: Kind::Complaint,
                district: "130302".to_owned(),
                step,
                entered: day("2026-02-02"),
                days: 3,
            };
            vec![one; times]
        };
        let all = [of(Step::Received, 7), of(Step::Accepted, 2), of(Step::Concluded, 5)].concat();
        let rows = lines(&publish(&all, day("2026-11-23")));
        let csv = String::from_utf8(sheet::download::file(Format::Csv(Flavour::Plain), &rows)).unwrap();
        let expected = "kind,from,until,area,districts,received,accepted,verified,filed,concluded,median_days\r\n\
                        complaint,2026-Q1,2026-Q1,city,130302,7,,0,0,5,3\r\n\
                        complaint,2026-Q1,2026-Q1,district,130302,7,,0,0,5,3\r\n";
        assert_eq!(csv, expected);
    }
}
