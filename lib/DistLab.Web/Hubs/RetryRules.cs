using DistLab.Availability;

namespace DistLab.Web;

/// <summary>Which requests may be sent to another server after a first one failed them.</summary>
internal class RetryRules(RetryBudget budget)
{
    private readonly Lock _lock = new();
    private RetryBudget _budget = budget;

    /// <summary>Saves a part of a retry for each request, so that a storm of failures does not become a storm of retries.</summary>
    public void Earn()
    {
        // Most of the time it is full, and a lock for each request would be for nothing.
        var before = Volatile.Read(ref _budget);
        if (ReferenceEquals(before.AfterRequest(), before))
            return;
        lock (_lock)
            _budget = _budget.AfterRequest();
    }

    /// <summary>Whether the request may be tried again after such an end.</summary>
    public virtual bool MayRetry(Exchange exchange, ForwardOutcome outcome) => outcome switch
    {
        ForwardOutcome.NotSent => !exchange.IsBodyTouched,
        ForwardOutcome.Broken => IsIdempotent(exchange.Request.Method) && !exchange.IsBodyTouched && !exchange.IsStarted && Spend(),
        _ => false,
    };

    /// <summary>Whether doing it twice is doing it once: RFC 9110, section 9.2.2.</summary>
    public static bool IsIdempotent(string method) => method is "GET" or "HEAD" or "OPTIONS" or "PUT" or "DELETE" or "TRACE";

    private bool Spend()
    {
        lock (_lock)
        {
            if (!_budget.Allows)
                return false;
            _budget = _budget.AfterRetry();
            return true;
        }
    }
}
