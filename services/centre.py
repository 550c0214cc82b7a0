"""The services of a call centre's people together: what a room finds in ``context.services.centre``."""

import secrets as random
from dataclasses import dataclass, field

from services.access_feed import AccessFeedService
from services.admission_lists import AdmissionListService
from services.admissions import AdmissionService
from services.credentials import CredentialService
from services.dismissal import DismissalService
from services.hand_over import HandOverService
from services.hand_over_many import HandOverManyService
from services.lent_observers import LentObserverService
from services.observer_forms import ObserverFormService
from services.observer_review import ObserverReview
from services.observers import ObserverService
from services.page_views import PageViews
from services.ports import Changed, NoSipServer, SipServer, Wake, unseen
from services.projects import ProjectService
from services.reveals import RevealService
from services.softphone_reports import SoftphoneReports
from services.softphones import SoftphoneService
from services.user_export import UserExportService
from services.user_facts import Places
from services.user_forms import UserFormService
from services.user_import import UserImportService
from services.user_lists import UserListService
from services.user_secrets import UserSecrets
from services.users import UserService
from services.vault import KEY_BYTES, Vault


@dataclass(frozen=True)
class CentrePolicy:
    """The installation's choices. ``page_only``: secrets are shown on its own page, never in Telegram; ``page`` is the
    address that it has there, https://host ("": none)."""

    places: Places = field(default_factory=Places)
    realm: str = "linekeeper"
    page_only: bool = False
    page: str = ""


@dataclass(frozen=True)
class CentreServices:
    """Every service of users, softphones and projects by name."""

    users: UserService
    forms: UserFormService
    lists: UserListService
    imports: UserImportService
    exports: UserExportService
    dismissal: DismissalService
    projects: ProjectService
    admissions: AdmissionService
    boxes: AdmissionListService
    observers: ObserverService
    observer_forms: ObserverFormService
    lent: LentObserverService
    review: ObserverReview
    softphones: SoftphoneService
    reports: SoftphoneReports
    credentials: CredentialService
    hand_over: HandOverService
    hand_over_many: HandOverManyService
    page_views: PageViews
    reveals: RevealService
    feed: AccessFeedService


def centre_services(
    vault: Vault, policy: CentrePolicy, server: SipServer, wake: Wake, changed: Changed = unseen
) -> CentreServices:
    """Build them; ``wake`` tells the delivery of words about users that something is owed."""
    secrets = UserSecrets(vault, policy.realm)
    credentials = CredentialService(secrets, policy.places, page_only=policy.page_only, page=policy.page)
    page_only, page = policy.page_only, policy.page
    hand_over = HandOverService(secrets, credentials, server, wake, changed, page_only=page_only, page=page)
    observers = ObserverService(secrets)
    users = UserService(secrets, server, policy.places)
    served = users.served
    return CentreServices(
        users=users,
        forms=UserFormService(secrets, users),
        lists=UserListService(secrets, server, served=served),
        imports=UserImportService(secrets),
        exports=UserExportService(),
        dismissal=DismissalService(),
        projects=ProjectService(),
        admissions=AdmissionService(secrets),
        boxes=AdmissionListService(),
        observers=observers,
        observer_forms=ObserverFormService(observers),
        lent=LentObserverService(secrets, wake),
        review=ObserverReview(secrets, wake),
        softphones=SoftphoneService(served=served),
        reports=SoftphoneReports(wake, changed),
        credentials=credentials,
        hand_over=hand_over,
        hand_over_many=HandOverManyService(hand_over),
        page_views=PageViews(credentials, policy.page),
        reveals=RevealService(),
        feed=AccessFeedService(secrets),
    )


def usual_centre() -> CentreServices:
    """Where nobody chose otherwise: no SIP server, and keys that last as long as the process."""
    vault = Vault({"process": random.token_bytes(KEY_BYTES)})
    return centre_services(vault, CentrePolicy(), NoSipServer(), lambda: None)
