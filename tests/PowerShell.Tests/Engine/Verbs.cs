// The double's part of System.Management.Automation: the verbs the module uses.
namespace System.Management.Automation;

public static class VerbsCommon
{
    public const string Find = "Find";
    public const string Get = "Get";
    public const string New = "New";
    public const string Remove = "Remove";
    public const string Set = "Set";
}

public static class VerbsLifecycle
{
    public const string Register = "Register";
    public const string Restart = "Restart";
    public const string Stop = "Stop";
    public const string Submit = "Submit";
    public const string Unregister = "Unregister";
    public const string Wait = "Wait";
}

public static class VerbsData
{
    public const string Compare = "Compare";
    public const string Update = "Update";
}

public static class VerbsDiagnostic
{
    public const string Measure = "Measure";
    public const string Test = "Test";
}

public static class VerbsCommunications
{
    public const string Connect = "Connect";
    public const string Disconnect = "Disconnect";
}
