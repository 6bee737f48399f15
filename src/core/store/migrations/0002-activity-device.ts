// Migration 2: on which device something was done. Never edited once released.
export const activityDevice = `
ALTER TABLE activity ADD COLUMN device_id TEXT;
`
