namespace MultiBatch.Providers.Google.Planning;

/// <summary>Why some things cannot be had; the same words in plans and in capabilities.</summary>
internal static class GoogleReasons
{
    public const string StopChild = "the service cancels jobs, not single tasks of one";
    public const string IndexToIndex = "the service starts a job when others have ended, not task by task";
    public const string Limits = "the service places tasks by what they ask for, and does not hold them to it";
    public const string MaxVCpus = "an environment is a part of each job here, and has no size of its own";
    public const string MaxWait = "the service decides: a job that waits for two days fails";
    public const string OneEnvironment = "a job has one allocation policy";
}
