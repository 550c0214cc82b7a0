# Support: finding a contract, looking into it, restoring an administrator's access.

support = Support
support-title = Support
support-count = { $n ->
    [one] { $n } contract
   *[other] { $n } contracts
}
support-hint = To find a contract, type its number, name, client or the number of a line
support-recent = Recent:
support-all = All contracts
support-own = My contracts
support-search = To search
support-row = { $name } · { $number }
support-row-failing = 🔴 { $name } · { $number }, errors
found-title = Search: “{ $query }”
found-all = All contracts
found-count = Contracts: { $n }
found-none = Nothing was found

home-visiting = You are viewing as support. The contract's journal shows it
support-visiting = You are viewing as support: { $number }

restore = Restore access
restore-title = Restore an administrator's access
restore-where = { $name } · contract { $number }
restore-means = Makes a link for one day: whoever opens it becomes an administrator
restore-check = First make sure that it is the client who asks. The other administrators will be told
restore-make = Make link
restore-made = A link for a new administrator
restore-told = { $n ->
    [one] { $n } administrator of the contract was told
   *[other] { $n } administrators of the contract were told
}
restore-told-nobody = No other administrator can be reached

letter-restored = { $name } · contract { $number }: support has made a link for a new administrator. If you did not ask for it, revoke it in “People” and call support
