"""What steps ask of an org, in words that a target takes; where nobody says who a user is, or only a person can do it, nothing is asked."""

from plan_estates import against, fine, since, steps
from small_estate import spec
from syncwright.platforms.salesforce.band_flow import WORDED

USERS = {
    "environments/production.yaml": "environment: production\nsalesforce: {org: 00D7Q000000vKmR, instance: tiny.my.salesforce.com, inventory: inventory/production}\n"
    "users: {marketo-sync: {username: sync@tiny.example}}\n"
}
ONE = {"objects/lead.yaml": spec("Lead", {"Email": ""})}


def does(plan):
    return {name: dict(step.does) for name, step in steps(plan).items() if name.startswith("salesforce.")}


def test_an_assignment_names_the_thing_and_the_user():
    assert does(against(fine({**ONE, **USERS}), {})) == {
        "salesforce.deploy": {},
        "salesforce.assign/marketo-sync/Marketo_Sync": {"assign": "permission_set", "name": "Marketo_Sync", "user": "sync@tiny.example"},
    }


def test_whose_name_no_environment_says_a_person_is_given_it_by_a_person():
    plan = against(fine(ONE), {})
    assert steps(plan)["salesforce.assign/marketo-sync/Marketo_Sync"].kind == "assign"
    assert does(plan)["salesforce.assign/marketo-sync/Marketo_Sync"] == {}
    assert steps(plan)["salesforce.assign/marketo-sync/Marketo_Sync"].text == (
        "In Setup, Users, open the user that `marketo-sync` is in this org; under Permission Set Assignments add Marketo_Sync.\n"
        "Once the environment says `users: {marketo-sync: {username: …}}`, a plan for its org does it, and sees whether it is so."
    )


def test_what_is_taken_back_is_asked_for_as_such():
    files = {
        **ONE,
        **USERS,
        "users/marketo-sync.yaml": "sync_user: marketo-sync\nowner: ops\nmarketing_user: true\nlicense: Salesforce Integration\n",
    }
    plain = {**files, "users/marketo-sync.yaml": "sync_user: marketo-sync\nowner: ops\n"}
    there, back = does(since(plain, files)), does(since(files, plain))
    user, flag = "sync@tiny.example", "UserPermissionsMarketingUser"
    assert there[f"salesforce.assign/marketo-sync/{flag}"] == {"assign": "flag", "name": flag, "user": user}
    assert back[f"salesforce.unassign/marketo-sync/{flag}"] == {"unassign": "flag", "name": flag, "user": user}
    licence = "salesforce.{}/marketo-sync/Salesforce_API_Integration"
    assert there[licence.format("assign")] == {"assign": "permission_set_license", "name": "Salesforce API Integration", "user": user}
    assert back[licence.format("unassign")] == {"unassign": "permission_set_license", "name": "Salesforce API Integration", "user": user}


def test_a_band_is_activated_and_filled_with_what_its_flow_says():
    band = {"objects/lead.yaml": spec("Lead", {"Score_Band__c": "band: {of: Score__c, edges: [0, 26, 51], dead_band: 2}"})}
    asked = does(since({"objects/lead.yaml": spec("Lead", {"Title": ""})}, band))
    assert asked["salesforce.activate/Lead_Score_Band"] == {"flow": "Lead_Score_Band"}
    fill = asked["salesforce.backfill/Lead_Score_Band"]
    assert {name: said for name, said in fill.items() if name.startswith(WORDED)} == {"band 0-25": "below 26", "band 26-51": "from 26"}
    assert (fill["object"], fill["from"], fill["into"], fill["dead_band"]) == ("Lead", "Score__c", "Score_Band__c", "2")
    assert fill["where"].startswith("IsConverted = FALSE AND (")
    step = steps(since({"objects/lead.yaml": spec("Lead", {"Title": ""})}, band))["salesforce.backfill/Lead_Score_Band"]
    assert step.proves == f"`SELECT COUNT() FROM Lead WHERE {fill['where']}` answers 0"


def test_an_answer_is_filled_from_its_formula_but_by_hand_where_the_spec_says_so():
    def kept(how):
        text = f"filter: scope\nwhy: w\nowner: ops\nobjects: [Contact]\nwhere: |\n  Email is not blank\nas: {{field: In__c, backfill: {how}}}\nfor: [marketo]\n"
        person = spec("Contact", {"Email": "", "In__c": "create: {label: In, type: Checkbox}"})
        [step] = [
            one
            for name, one in steps(since({}, {"objects/person.yaml": person, "filters/scope.yaml": text})).items()
            if "backfill/" in name and name.startswith("salesforce.")
        ]
        return step

    bulk, by_hand = kept("bulk"), kept("by-hand")
    assert {name: bulk.does[name] for name in ("object", "from", "into")} == {"object": "Contact", "from": "In_Now__c", "into": "In__c"}
    assert bulk.proves == f"`SELECT COUNT() FROM Contact WHERE {bulk.does['where']}` answers 0"
    assert (by_hand.kind, by_hand.does) == ("person", {})


def test_a_group_is_waited_for_by_its_name():
    made = does(against(fine({**ONE, **USERS, "users/marketo-sync.yaml": "sync_user: marketo-sync\nowner: ops\ngroup: true\n"}), {}))
    assert made["salesforce.recalculated/Marketo_Sync_Group"] == {"group": "Marketo_Sync_Group"}
    assert made["salesforce.assign/marketo-sync/Marketo_Sync_Group"]["assign"] == "permission_set_group"
