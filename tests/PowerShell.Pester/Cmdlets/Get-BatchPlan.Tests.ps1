BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
}

Describe 'Get-BatchPlan' {
    It 'says what becomes of each field, and submits nothing' {
        $name = New-TestName 'plan'
        $plan = Get-BatchPlan -Name $name -Command 'true' -VCpu 0.5 -Memory 64MB
        $plan.IsAccepted | Should -BeTrue
        $pointers = @($plan.Dispositions | Where-Object Disposition -ne 'Defaulted' | ForEach-Object Field)
        $pointers | Should -Contain '/resources/vcpus'
        $pointers | Should -Contain '/resources/memory'
        @(Get-BatchJob -Name $name).Count | Should -Be 0
    }

    It 'gives the reason and the nearest way for what is refused' {
        $plan = Get-BatchPlan -Command 'true' -Image 'alpine:3'
        $plan.IsAccepted | Should -BeFalse
        $refused = @($plan.Dispositions | Where-Object Disposition -eq 'Rejected')
        $refused.Field | Should -Contain '/image'
        $refused[0].Detail | Should -Not -BeNullOrEmpty
        $refused[0].Alternative | Should -Not -BeNullOrEmpty
    }

    It 'shows no secret' {
        $env:MB_PLAN_CANARY = 'canary-5f2'
        try {
            $plan = Get-BatchPlan -Command 'true' -Secret @{ TOKEN = 'env:MB_PLAN_CANARY' }
            $plan.ToJson() | Should -Not -Match 'canary-5f2'
            ($plan | Format-List * | Out-String) | Should -Not -Match 'canary-5f2'
        }
        finally { $env:MB_PLAN_CANARY = $null }
    }

    It 'plans each job of a file' {
        @(Get-BatchPlan -Path (Join-Path (Get-RepositoryRoot) 'examples/pipeline.yaml')).Count | Should -Be 4
    }

    It 'plans each row' {
        $plans = @('Name,Command', 'a,true', 'b,true' | ConvertFrom-Csv | Get-BatchPlan)
        $plans.Name | Should -Be @('a', 'b')
    }
}
