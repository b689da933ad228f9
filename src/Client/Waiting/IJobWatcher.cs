using MultiBatch.Jobs;

namespace MultiBatch.Waiting;

/// <summary>Somebody who waits for jobs. Called under the poller's lock: takes the news and returns.</summary>
internal interface IJobWatcher
{
    /// <summary>The job was seen for the first time, or it changed. Never goes back; a terminal state is the last call.</summary>
    void Seen(JobReference watched, Job job);

    /// <summary>The job is no longer watched, as its end cannot be seen. The last call.</summary>
    void Lost(JobReference watched, Job? last, BatchException error);

    /// <summary>The client was disposed.</summary>
    void Closed();
}
