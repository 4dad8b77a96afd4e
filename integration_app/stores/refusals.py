"""What the stores' operations say no to."""

from integration_app.kit.errors import Refusal


class AlreadyTaken(Refusal):
    """That name is taken already."""

    code, status = "already_taken", 409


class NotAllowed(Refusal):
    """Your role does not allow this. An owner can change your role in Settings › People."""

    code, status = "not_allowed", 403


class NoAccess(Refusal):
    """You have no access yet. An owner can give it in Settings › People."""

    code, status = "no_access", 403


class WrongSignIn(Refusal):
    """E-mail or password is wrong."""

    code, status = "wrong_sign_in", 401


class WrongPassword(Refusal):
    """The current password is wrong."""

    code, status = "wrong_password", 422


class TooManyTries(Refusal):
    """Too many tries. Wait a quarter of an hour, or ask for a new password."""

    code, status = "too_many_tries", 429


class WeakPassword(Refusal):
    """A password needs at least 10 characters."""

    code, status = "weak_password", 422


class UnknownLink(Refusal):
    """This link is not one of ours. Ask for a new one."""

    code, status = "link_unknown", 404


class UsedLink(Refusal):
    """This link was used already. Sign in, or ask for a new one."""

    code, status = "link_used", 410


class ExpiredLink(Refusal):
    """This link's time is over. Ask for a new one."""

    code, status = "link_expired", 410


class LastOwner(Refusal):
    """A workspace needs an owner. Make somebody else owner first."""

    code, status = "last_owner", 409
