# Журнал договора: кто, что, когда. Ключи audit-… — значения Deed из domain/journal.py.

journal = Журнал
journal-title = Журнал · { $contract }
journal-empty = Изменений пока не было
journal-head = <b>{ $at }</b> · { $who }
journal-support = { $name }, поддержка
journal-command-line = Сервер, командная строка
journal-program = Программа
journal-gone = уже удалено
journal-fields = { $deed } · { $fields }
journal-unknown = { $action }

audit-invite = Приглашение: { $role }
audit-revoke = Приглашение отозвано: { $role }
audit-join = Вход по приглашению: { $role }
audit-change_role = Новая роль: { $what }, { $role }
audit-remove_member = Удаление из договора: { $what }
audit-cabinet_login = Логин в кабинете: { $details }
audit-support_entered = Поддержка открыла договор
audit-support_left = Поддержка закрыла договор
audit-support_restored = Ссылка для нового администратора
audit-support_made = Новый сотрудник поддержки: { $what }
audit-support_removed = Больше не в поддержке: { $what }
audit-bind = Оповещения в группу: { $what }
audit-unbind = Без оповещений в группу: { $what }
audit-acknowledge = Авария принята: { $what }
audit-add_line = Новая линия: { $what }
audit-edit_line = Линия изменена: { $what }
audit-delete_lines = Линия удалена: { $what }
audit-undo_delete = Линия возвращена: { $what }
audit-switch_on = Линия включена: { $what }
audit-switch_off = Линия отключена: { $what }
