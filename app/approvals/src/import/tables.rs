//! The tables this slice reads, by their headers.

use sheet::table::{Column, Table, optional, required};

/// Decided and open cases: the fields of the 2018 double-publicity rule 双公示, and our own dates and numbers.
pub(super) const LICENCES: &str = "licences";
/// Steps of cases.
pub(super) const STEPS: &str = "steps";
/// Extensions of cases.
pub(super) const EXTENSIONS: &str = "extensions";
/// Permit items.
pub(super) const ITEMS: &str = "items";
/// Steps of permit items.
pub(super) const ITEM_STEPS: &str = "item_steps";
/// Units.
pub(super) const AGENCIES: &str = "agencies";

/// A column that departments must collect and nobody may see: known, so that it is not remarked upon, and never read.
const fn unread(header: &'static str) -> Column {
    optional(header, "unread")
}

/// Every table of the approvals, told apart by their headers.
pub const TABLES: &[Table] = &[
    Table {
        name: LICENCES,
        columns: &[
            optional("业务编号", "number"),
            optional("事项编码", "item"),
            optional("事项名称", "item_name"),
            required("行政相对人名称", "applicant"),
            required("行政相对人类别", "applicant_kind"),
            optional("行政相对人代码_1(统一社会信用代码)", "uscc"),
            optional("行政相对人代码_2(工商注册号)", "registration"),
            optional("行政相对人代码_3(组织机构代码)", "organisation"),
            optional("行政相对人代码_4(税务登记号)", "tax"),
            optional("行政相对人代码_5(事业单位证书号)", "institution"),
            optional("行政相对人代码_6(社会组织登记证号)", "society"),
            optional("法定代表人", "representative").or(&["法定代表人姓名", "法定代表人（负责人）"]),
            optional("行政许可决定文书名称", "title"),
            required("行政许可决定文书号", "document"),
            required("许可类别", "licence_kind"),
            optional("许可证书名称", "certificate"),
            optional("许可编号", "licence"),
            optional("许可内容", "content"),
            required("许可决定日期", "decided_on"),
            optional("有效期自", "valid_from"),
            optional("有效期至", "valid_until"),
            required("许可机关", "unit_name"),
            optional("许可机关统一社会信用代码", "unit"),
            optional("当前状态", "status"),
            optional("数据来源单位", "source_name"),
            optional("数据来源单位统一社会信用代码", "source"),
            optional("备注", "remark"),
            optional("区划代码", "district"),
            optional("申请日期", "applied_on"),
            optional("受理日期", "accepted_on"),
            optional("决定结果", "outcome"),
            optional("公示日期", "published_on"),
            optional("查询码", "query_code"),
            unread("法定代表人证件类型"),
            unread("法定代表人证件号码"),
            unread("证件类型"),
            unread("证件号码"),
        ],
    },
    Table {
        name: STEPS,
        columns: &[
            required("业务编号", "number"),
            required("步骤序号", "step"),
            required("步骤名称", "name"),
            optional("时限_工作日", "limit_days"),
            required("开始日期", "started_on"),
            required("完成日期", "completed_on"),
            optional("暂停起", "paused_from"),
            optional("暂停止", "paused_until"),
            optional("暂停原因", "pause_reason"),
            optional("办结录入时间", "entered_at"),
            optional("承办人", "handler"),
        ],
    },
    Table {
        name: EXTENSIONS,
        columns: &[
            required("业务编号", "number"),
            optional("延期序号", "extension"),
            required("延期工作日", "days"),
            required("批准", "approved_by"),
            required("理由", "reason"),
        ],
    },
    Table {
        name: ITEMS,
        columns: &[
            required("事项编码", "item"),
            required("事项名称", "name"),
            required("实施部门", "department"),
            required("许可类别", "licence_kind"),
            required("法定时限_工作日", "statutory_days"),
            required("承诺时限_工作日", "promised_days"),
            optional("许可证书名称", "certificate"),
            optional("步骤数", "steps"),
        ],
    },
    Table {
        name: ITEM_STEPS,
        columns: &[
            required("事项编码", "item"),
            required("步骤序号", "step"),
            required("步骤名称", "name"),
            optional("时限_工作日", "limit_days"),
            required("计入承诺时限", "counts"),
        ],
    },
    Table {
        name: AGENCIES,
        columns: &[
            optional("机关编号", "number"),
            required("机关名称", "name"),
            required("统一社会信用代码", "code"),
            optional("区划代码", "district"),
            optional("部门", "department"),
            optional("文号简称", "short"),
        ],
    },
];
