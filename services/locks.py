"""The one lock under which incidents, their notices and who receives them change together."""

from models import Contract


async def lock_contract(contract_id: int) -> None:
    """Take turns within a contract until the caller's transaction ends: a row lock on PostgreSQL, no more on SQLite,
    where a transaction is the only writer anyway.

    Lines that fail together open one incident; a newcomer and a new incident see each other; a chat is not unbound
    between being listed and being owed. Rows of the line or the person are locked before this, all others after it.
    Without the key, so that rows which refer to the contract can be added meanwhile.
    """
    await Contract.filter(id=contract_id).select_for_update(no_key=True).first()
