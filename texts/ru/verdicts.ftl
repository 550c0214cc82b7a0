# Вердикты проверки и следующий шаг. Слова — из docs/glossary.md.

verdict-registered = зарегистрирована
verdict-wrong_password = неверный пароль
verdict-unknown_number = номер не найден
verdict-forbidden = доступ запрещён
verdict-carrier_down = провайдер молчит
verdict-carrier_error = сбой у провайдера
verdict-throttled = слишком часто
verdict-refused = отказано
verdict-dns = имя не находится
verdict-tls = нет защищённого соединения
verdict-network = наша сеть
verdict-unknown = не удалось проверить

verdict-next-registered = Ничего делать не нужно
verdict-next-wrong_password = Узнайте новый пароль у провайдера
verdict-next-unknown_number = Сверьте логин с провайдером
verdict-next-forbidden = Спросите провайдера, почему запрещено
verdict-next-carrier_down = Спросите провайдера, что случилось
verdict-next-carrier_error = Если не пройдёт, звоните провайдеру
verdict-next-throttled = Подождите: проверим позже
verdict-next-refused = Сверьте настройки линии с провайдером
verdict-next-dns = Проверьте адрес сервера линии
verdict-next-tls = Спросите провайдера о сертификате
verdict-next-network = Сбой на нашей стороне, мы чиним
verdict-next-unknown = Сбой проверки, линия ни при чём
