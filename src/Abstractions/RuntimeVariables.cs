namespace MultiBatch;

/// <summary>The environment variables that every task finds, on every provider, beside the service's own.</summary>
public static class RuntimeVariables
{
    /// <summary>The portable id of the job (of the parent, for an array child).</summary>
    public const string JobId = "MULTIBATCH_JOB_ID";

    /// <summary>The zero-based index of an array child; <c>0</c> for a job that is no array.</summary>
    public const string ArrayIndex = "MULTIBATCH_ARRAY_INDEX";

    /// <summary>The number of children of the array; <c>1</c> for a job that is no array.</summary>
    public const string ArraySize = "MULTIBATCH_ARRAY_SIZE";

    /// <summary>The number of the attempt, from 1; absent where the service does not tell the task.</summary>
    public const string Attempt = "MULTIBATCH_ATTEMPT";

    /// <summary>What every name here begins with. A job spec may not set variables of this prefix.</summary>
    public const string Prefix = "MULTIBATCH_";
}
