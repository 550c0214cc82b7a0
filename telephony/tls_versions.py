"""What a TLS server would have spoken. pjsip's wheel ends at TLS 1.2: a server of 1.3 alone is not at fault."""

import asyncio
import ssl

CHECK_SECONDS = 3.0


async def speaks_only_tls13(host: str, port: int) -> bool:
    """Whether ``host`` refuses TLS 1.2 and accepts 1.3. Certificates are not looked at here."""
    if await _shakes_hands(host, port, ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_2):
        return False
    return await _shakes_hands(host, port, ssl.TLSVersion.TLSv1_3, ssl.TLSVersion.TLSv1_3)


async def _shakes_hands(host: str, port: int, lowest: ssl.TLSVersion, highest: ssl.TLSVersion) -> bool:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version, context.maximum_version = lowest, highest
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            _, writer = await asyncio.open_connection(host, port, ssl=context)
    except OSError:  # ssl.SSLError and TimeoutError are OSErrors
        return False
    writer.transport.abort()
    return True
