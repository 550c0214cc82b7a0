"""Settings in the words of the layers below."""

from datetime import timedelta

from bot.settings import Settings
from domain.health import HealthPolicy
from telephony.options import ProberOptions


def health_policy(settings: Settings) -> HealthPolicy:
    """How patient the checks are."""
    return HealthPolicy(
        interval=timedelta(seconds=settings.check_interval),
        confirm_after=timedelta(seconds=settings.confirm_after),
        login_confirm_after=timedelta(seconds=settings.auth_confirm_after),
        slowest=timedelta(seconds=settings.slowest_check),
        fail_after=settings.fail_after,
        recover_after=settings.recover_after,
    )


def prober_options(settings: Settings) -> ProberOptions:
    """How the pool probes. Without DNS_SERVERS the system's own name servers are used."""
    servers = tuple(part.strip() for part in settings.dns_servers.split(",") if part.strip())
    return ProberOptions(
        processes=settings.prober_count,
        silence=settings.probe_timeout,
        rate=settings.registrar_rate,
        nameservers=servers or None,
        tls_verify=settings.tls_verify,
    )


def secrets_of(settings: Settings) -> list[str]:
    """What no log may show, wherever it comes from."""
    secrets = [
        settings.bot_token.get_secret_value(),
        settings.secret_keys.get_secret_value(),
        settings.webhook_token,
        *(token for _, token in settings.tokens),
        settings.smtp_password.get_secret_value(),
    ]
    return [secret for secret in secrets if secret]
